/**
 * The exercises of the course in {@code notebooks/course-01-…} to {@code course-08-…}: questions,
 * hints, feedback on common mistakes, and right answers as code that computes them. The units
 * follow López-Barquero et al. (2016) from gyration (§2.2) through magnetic moment and Liouville's
 * theorem (§3) and mean free path, sky maps and power spectra (§4) to observed data (§5). Open
 * {@link larmor.course.Exercises} first: a notebook creates it, and its {@code answer} assesses a
 * number.
 */
package larmor.course;
