/**
 * How particles and field lines spread: pitch-angle diffusion measured and in quasilinear theory,
 * running diffusion coefficients along and across the mean field, the random walk of field lines,
 * guiding centres. The paper measures a mean free path (§4.1) and leaves a wider inertial range to
 * future work. Read {@link larmor.transport.PitchAngleDiffusion} first.
 */
package larmor.transport;
