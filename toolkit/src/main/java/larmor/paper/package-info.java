/**
 * The runs and tables of López-Barquero, Farber, Xu, Desiati and Lazarian (2016, ApJ 830, 19): the
 * particle sets of Table 1, the turbulent fields they are traced in, and the time histories of
 * Figures 1 and 7. A set is open: energy, species, field, number and observer can be changed, and a
 * further row can be added to the table. Start with {@link larmor.paper.PaperSet} and {@link
 * larmor.paper.Table1}.
 */
package larmor.paper;
