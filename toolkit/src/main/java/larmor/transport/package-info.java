/**
 * How particles and field lines spread: pitch-angle diffusion measured and in quasilinear theory,
 * running diffusion coefficients along and across the mean field, the random walk of field lines.
 * The paper measures a mean free path (§4.1) and names transport as future work (§6). Read {@link
 * larmor.transport.PitchAngleDiffusion} first.
 */
package larmor.transport;
