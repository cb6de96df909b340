/**
 * The runs and tables of López-Barquero, Farber, Xu, Desiati and Lazarian (2016, ApJ 830, 19): the
 * particle sets of Table 1, the turbulent fields in which they are traced, and the time histories
 * of Figures 1 and 7. A set can be changed in energy, species, field, number of particles and
 * observer, and rows of further sets can be added to the table. Read {@link larmor.paper.PaperSet}
 * and {@link larmor.paper.Table1} first.
 *
 * <table>
 * <caption>Where each step of the paper is computed</caption>
 * <tr><th>paper</th><th>step</th><th>class</th></tr>
 * <tr><td>§2.1</td><td>driven isothermal MHD turbulence, from rest and unit density</td><td>{@link
 * larmor.mhd.DrivenTurbulence}, {@link larmor.mhd.IsothermalMhd}</td></tr>
 * <tr><td></td><td>solenoidal driving at large scales</td><td>{@link larmor.mhd.DrivingSettings}
 * (settings), {@code larmor.mhd.SolenoidalForcing}</td></tr>
 * <tr><td>§2.2</td><td>equation of motion, equations 1 and 2</td><td>{@code
 * larmor.orbit.LorentzForce}</td></tr>
 * <tr><td></td><td>opposite charge for tracing back</td><td>{@link
 * larmor.orbit.TimeDirection}</td></tr>
 * <tr><td></td><td>adaptive Bulirsch–Stoer steps against a tolerance</td><td>{@link
 * larmor.ode.BulirschStoer} (settings), {@code larmor.ode.BulirschStoerIntegration}</td></tr>
 * <tr><td></td><td>field at the particle by cubic splines</td><td>{@link
 * larmor.field.CubicSplineField}</td></tr>
 * <tr><td></td><td>end at the border of the box</td><td>{@code
 * larmor.orbit.StopConditions}</td></tr>
 * <tr><td>§2.2</td><td>uniform launch directions</td><td>{@link
 * larmor.orbit.LaunchDirections}</td></tr>
 * <tr><td>§3</td><td>magnetic moment, equation 8; Figure 1</td><td>{@link
 * larmor.orbit.MagneticMoment}, {@link larmor.paper.MagneticMomentHistory}</td></tr>
 * <tr><td>§4.1</td><td>mean free path: first turn by 90°</td><td>{@code larmor.orbit.TurnFinder},
 * {@link larmor.orbit.MeanFreePath}</td></tr>
 * <tr><td>§4.2</td><td>crossing of the sphere R</td><td>{@code
 * larmor.orbit.SphereCrossingFinder}</td></tr>
 * <tr><td></td><td>dipole weight at the crossing</td><td>{@link
 * larmor.liouville.BoundaryWeight#dipole}</td></tr>
 * <tr><td></td><td>weighted sky map</td><td>{@link larmor.liouville.Liouville}</td></tr>
 * <tr><td></td><td>dipole fitted and subtracted</td><td>{@link larmor.sky.DipoleFit}</td></tr>
 * <tr><td></td><td>smoothing with a Gaussian of 3°</td><td>{@link
 * larmor.sky.GaussianSmoothing}, {@link larmor.sky.SkyMap#smoothed}</td></tr>
 * <tr><td>§4.3</td><td>angular power spectrum</td><td>{@link larmor.sky.SphericalHarmonics}, {@link
 * larmor.sky.PowerSpectrum}</td></tr>
 * <tr><td></td><td>10,000 isotropic skies, and their exact distribution</td><td>{@link
 * larmor.sky.IsotropicRealisations}, {@link larmor.sky.IsotropicBand}</td></tr>
 * <tr><td></td><td>scaled to the observed dipole</td><td>{@link
 * larmor.sky.PowerSpectrum#scaledToDipole}, {@link larmor.sky.ReferenceDipole}</td></tr>
 * <tr><td>§5</td><td>hierarchy of Ahlers (2014)</td><td>{@link
 * larmor.sky.AhlersHierarchy}</td></tr>
 * <tr><td>Appendix</td><td>conservation of energy; Figure 7</td><td>{@code
 * larmor.orbit.EnergyError}, {@link larmor.paper.EnergyErrorHistory}</td></tr>
 * </table>
 */
package larmor.paper;
