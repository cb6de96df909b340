/**
 * The runs and tables of López-Barquero, Farber, Xu, Desiati and Lazarian (2016, ApJ 830, 19): the
 * particle sets of Table 1, the turbulent fields in which they are traced, and the time histories
 * of Figures 1 and 7. A set can be changed in energy, species, field, number of particles and
 * observer, and the table takes rows of further sets. Open {@link larmor.paper.PaperSet} and {@link
 * larmor.paper.Table1} first.
 */
package larmor.paper;
