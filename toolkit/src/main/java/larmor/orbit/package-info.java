/**
 * Trajectories of charged particles in a static magnetic field, traced back from an observer, and
 * the quantities recorded along them: crossings of spheres about the observer, magnetic moment,
 * mean free path and energy error, as in sections 2.2 (equations 1 and 2), 3 (equation 8, Figure
 * 1), 4.1 (mean free path) and the appendix (Figure 7) of López-Barquero et al. (2016, ApJ 830,
 * 19). Read {@link larmor.orbit.Backtracker} first: it traces particles in {@link
 * larmor.orbit.LaunchDirections} and returns an {@link larmor.orbit.Ensemble}. For each pair of
 * solver and field there is one copy of the classes that take part in each step ({@code Tracer},
 * {@link larmor.numeric.ClassCopies}).
 */
package larmor.orbit;
