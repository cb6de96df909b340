/**
 * The exercises of the course in {@code notebooks/course-01-…} to {@code course-08-…}. They consist
 * of questions, hints, feedback on common mistakes, and code that computes the right answers. The
 * units follow López-Barquero et al. (2016) from gyration (§2.2) through magnetic moment and
 * Liouville's theorem (§3) and mean free path, sky maps and power spectra (§4) to observed data
 * (§5). Read {@link larmor.course.Exercises} first: a notebook creates an object of this class,
 * whose method {@code answer} assesses a number.
 */
package larmor.course;
