/**
 * Solvers of ordinary differential equations with control of the step and dense output: Bulirsch
 * and Stoer's extrapolation, which the paper uses (Section 2.2), Hermite's scheme of fourth order,
 * the default of the toolkit, and the Runge–Kutta pair of Dormand and Prince for comparison. They
 * integrate the equations of motion 1 and 2 of the paper. Read {@link larmor.ode.Solver} first.
 * Each solver makes one copy of its integration for each class of equations ({@link
 * larmor.numeric.ClassCopies}).
 */
package larmor.ode;
