package larmor.faults;

import static larmor.units.Units.PeV;
import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import larmor.field.CubeReader;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.field.FieldComparison;
import larmor.field.FieldLine;
import larmor.field.GradientField;
import larmor.field.MagneticField;
import larmor.field.MirrorField;
import larmor.field.PlaneWaveField;
import larmor.field.UniformField;
import larmor.liouville.Liouville;
import larmor.liouville.PhaseSpaceVolume;
import larmor.mhd.CodeUnits;
import larmor.mhd.DrivenTurbulence;
import larmor.mhd.IsothermalMhd;
import larmor.mhd.MhdState;
import larmor.notebook.AcceptedRange;
import larmor.notebook.Plot;
import larmor.notebook.Scene3D;
import larmor.notebook.SkyPicture;
import larmor.numeric.Histogram;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Observers;
import larmor.orbit.Species;
import larmor.orbit.SphereRun;
import larmor.orbit.Trajectory;
import larmor.paper.PaperSet;
import larmor.sky.AhlersHierarchy;
import larmor.sky.Alm;
import larmor.sky.IsotropicBand;
import larmor.sky.Mask;
import larmor.sky.Master;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyMap;
import larmor.sky.SphericalHarmonics;
import larmor.sky.WindowFunction;
import larmor.transport.GuidingCentre;
import larmor.transport.PitchAngleDiffusion;
import larmor.turbulence.OneDimensionalSpectrum;
import larmor.turbulence.PlaneWaves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls with numbers that cannot be, without arguments, and for more memory than there is. */
class CallFaultsTest {
  private static final MagneticField FIELD = new UniformField(new Vec3(3 * muG, 0, 0));

  private static final Vec3 NAN = new Vec3(Double.NaN, 0, 0);

  private static Backtracker tracer(MagneticField field) {
    return Backtracker.of(Species.PROTON, field)
        .withEnergy(30 * PeV, 3 * muG)
        .withSpheres(30 * pc)
        .withStopOutsideSphere(40 * pc);
  }

  private static Ensemble ensemble() {
    return tracer(FIELD).run(LaunchDirections.healpix(2));
  }

  private static Arguments call(String message, Executable call) {
    return arguments(message, call);
  }

  /** What is said, and the call. */
  static Stream<Arguments> calls() {
    SkyMap map = SkyMap.uniform(8, 1);
    Ensemble ensemble = ensemble();
    double infinite = Double.POSITIVE_INFINITY;
    String small = ": start Java with a larger -Xmx, or use a smaller nside";
    return Stream.of(
        call(
            "the field at the observer, 3.00e+10 µG, is 1.00e+10 times the reference field of 3.00 µG: give"
                + " both with their unit, such as 3 * muG",
            () -> tracer(new UniformField(new Vec3(3, 0, 0))).trajectory(Vec3.Y)),
        call(
            "the field at the observer is (NaN, 0.0, 0.0) T: it must be finite where particles move",
            () -> tracer((x, y, z, b) -> set(b, Double.NaN)).trajectory(Vec3.Y)),
        call(
            "the field at the observer is (Infinity, 0.0, 0.0) T: it must be finite where particles"
                + " move",
            () -> tracer((x, y, z, b) -> set(b, infinite)).trajectory(Vec3.Y)),
        call(
            "the field at (… is (NaN, 0.0, 0.0) T: it must be finite where particles move",
            () ->
                tracer((x, y, z, b) -> set(b, x > 5 * pc ? Double.NaN : 3 * muG))
                    .trajectory(Vec3.X)),
        call(
            "the field at (… is (NaN, 0.0, 0.0) T: it must be finite where particles move",
            () ->
                tracer((x, y, z, b) -> set(b, x > 5 * pc ? Double.NaN : 3 * muG))
                    .run(LaunchDirections.healpix(1))),
        call(
            "the field at (… is (NaN, 0.0, 0.0) T: it must be finite where particles move",
            () ->
                SphereRun.of(
                    tracer((x, y, z, b) -> set(b, x > 5 * pc ? Double.NaN : 3 * muG)),
                    20 * pc,
                    0,
                    1,
                    i -> new SphereRun.Start(new Vec3(0, 0, 0), Vec3.X),
                    new Workers(1),
                    Progress.NONE)),
        call(
            "sphere R = Infinity pc was not recorded (recorded: 30.0 pc): add it to …",
            () -> Liouville.paper().sky(ensemble, infinite)),
        call(
            "sphere R = NaN pc was not recorded (recorded: 30.0 pc): add it to …",
            () -> Liouville.paper().sky(ensemble, Double.NaN)),
        call(
            "sphere R = -… pc was not recorded (recorded: 30.0 pc): add it to …",
            () -> Liouville.paper().sky(ensemble, -30 * pc)),
        call("the ensemble is missing: …", () -> Liouville.paper().sky(null, 1)),
        call("pixel 0 holds Infinity: …", () -> SkyMap.uniform(8, infinite)),
        call("pixel 0 holds -Infinity: …", () -> SkyMap.uniform(8, -infinite)),
        call("pixel 0 holds Infinity: …", () -> SkyMap.of(8, v -> infinite)),
        call(
            "C_1 = NaN is not finite: give a finite number for each l",
            () -> PowerSpectrum.of(new double[] {0, Double.NaN})),
        call(
            "C_0 = Infinity is not finite: give a finite number for each l",
            () -> PowerSpectrum.of(new double[] {infinite})),
        call(
            "C_1 = -2.00 is not the power of a sky: use finite values of 0 or more",
            () -> SphericalHarmonics.of(8).realisation(PowerSpectrum.of(new double[] {0, -2}), 1)),
        call(
            "12,582,912,000 launch directions, 1,000 in each pixel of nside 1024, are more than"
                + " 2,147,483,647: use fewer to a pixel or a smaller nside",
            () -> LaunchDirections.stratified(1024, 1000, 1)),
        call(
            "12,582,912,000 launch directions, …",
            () -> LaunchDirections.stratified(1024, 1000, -1)),
        call(
            "a step of 0.0 gyroradii is not above 0 and below 0.1: use 1e-3 at a tolerance of 1e-12",
            () -> PhaseSpaceVolume.of(tracer(FIELD), Vec3.X, 1, 0)),
        call(
            "a step of NaN gyroradii is not above 0 …",
            () -> PhaseSpaceVolume.of(tracer(FIELD), Vec3.X, 1, Double.NaN)),
        call("… of the sky: use wider bands…", CallFaultsTest::onePixel),
        call(
            "a map of nside 8192 needs 6.44 GB of memory and … GB are left" + small,
            () -> SkyMap.uniform(8192, 0)),
        call(
            "a map of nside 8192 needs 6.44 GB of memory and … GB are left" + small,
            () -> SkyMap.of(8192, v -> 0)),
        call(
            "a map of nside 8192 needs 6.44 GB of memory and … GB are left" + small,
            () -> map.withNside(8192)),
        call(
            "a map of nside 8192 needs 6.44 GB of memory and … GB are left" + small,
            () -> Mask.ofDeclinations(8192, -1, 1)),
        call(
            "a map of nside 8192 needs 6.44 GB of memory and … GB are left" + small,
            () -> Mask.iceCube(8192)),
        call(
            "a sky of nside 4096 needs 9.66 GB of memory and … GB are left" + small,
            () -> Liouville.paper().withNside(4096).sky(ensemble, 30 * pc)),
        call(
            "a transform of nside 2048 to l = 6143 needs 1.91 GB of memory and …" + small,
            () -> hold(400, () -> SphericalHarmonics.of(2048))),
        call(
            "2147483647 observers needs 214.75 GB of memory and … GB are left: …",
            () -> Observers.stratified(Integer.MAX_VALUE, pc, 1)),
        call(
            "a_lm to l = 24576 needs 4.83 GB of memory and … GB are left: …",
            () -> Alm.ofHarmonic(24576, 1, 0, 1, 0)),
        call(
            "lmax 2147483647 is outside 0 to 24576: …",
            () -> AhlersHierarchy.spectrum(Integer.MAX_VALUE)),
        call("lmax -1 is outside 0 to 24576: …", () -> AhlersHierarchy.spectrum(-1)),
        call(
            "lmax 2147483647 is above 24576: …",
            () -> IsotropicBand.ofNoise(1e-3, Integer.MAX_VALUE)),
        call(
            "the pixel window of nside 8 to l = -1 is not available: …",
            () -> WindowFunction.ofPixels(8, -1)),
        call(
            "a spectrum over -1 octaves from 1.00 pc along 8 lines cannot be measured: …",
            () ->
                OneDimensionalSpectrum.of(
                    FIELD, pc, -1, new OneDimensionalSpectrum.Lines(8, pc, 1))),
        call(
            "a spectrum over 2147483647 octaves …",
            () ->
                OneDimensionalSpectrum.of(
                    FIELD, pc, Integer.MAX_VALUE, new OneDimensionalSpectrum.Lines(8, pc, 1))),
        call(
            "a grid of 1024 x 1024 x 1024 cells needs … GB of memory and … GB are left: …",
            () -> MhdState.uniform(1024, 1024, 1024, 1, Vec3.X)),
        call(
            "sound speed Infinity is not positive and finite: …",
            () -> IsothermalMhd.ofBeta(infinite)),
        call(
            "a guiding centre with 2147483647 records needs …",
            () -> GuidingCentre.of(FIELD, Vec3.X, Vec3.X, pc, Integer.MAX_VALUE, 0.1 * pc)),
        call(
            "pitch-angle diffusion in 2147483647 bins needs …",
            () ->
                PitchAngleDiffusion.aboutDirection(trajectories(), Vec3.X, pc, Integer.MAX_VALUE)),
        call(
            "a field line cannot begin at (NaN, 0.00, 0.00) m, where the field is …",
            () -> FieldLine.of(FIELD, new Vec3(Double.NaN, 0, 0), pc, 0.1 * pc)),
        call("a uniform field of (NaN, …) T is not finite: …", () -> new UniformField(NAN)),
        call("a field strength of NaN T is not finite: …", () -> new MirrorField(Double.NaN, pc)),
        call("a field strength of Infinity T …", () -> new GradientField(infinite, pc)),
        call("a mean field of (NaN, …) T is not finite: …", () -> PlaneWaveField.of(NAN)),
        call(
            "an amplitude of (NaN, …) T is not finite: …",
            () -> PlaneWaveField.of(Vec3.X).with(Vec3.Y, NAN, 0)),
        call(
            "an extent of NaN m is not finite: …",
            () -> FieldComparison.of(FIELD, FIELD, Double.NaN, pc)),
        call(
            "a distance of the samples of Infinity m is not positive and finite: …",
            () -> FieldComparison.of(FIELD, FIELD, pc, infinite)),
        call(
            "a field line of … m cannot be integrated in steps of Infinity m: …",
            () -> FieldLine.of(FIELD, Vec3.X, pc, infinite)),
        call(
            "a divergence limit of NaN is not above 0: …",
            () -> CubeReader.standard().withDivergenceLimit(Double.NaN)),
        call(
            "a start of (NaN, …) m is not finite: …",
            () -> GuidingCentre.of(FIELD, NAN, Vec3.X, pc, 8, 0.1 * pc)),
        call(
            "an observer's position of (NaN, …) m is not finite: …",
            () -> Liouville.paper().sum(NAN, pc)),
        call(
            "the survey has no spectrum of the weight \"paper\" at R = Infinity pc: …",
            () -> FuzzSeeds.SURVEY.run().spectra(infinite)),
        call(
            "an observer's position of (NaN, …) m is not finite: …",
            () -> PaperSet.SET_1.withObserver(NAN)),
        call(
            "sphere radius Infinity m is not positive and finite: …",
            () -> PaperSet.SET_1.withSpheres(pc, infinite)),
        call("a summand of NaN is not finite: …", () -> map.plus(Double.NaN)),
        call("a factor of NaN is not finite: …", () -> map.times(Double.NaN)),
        call(
            "a factor of NaN is not finite: …",
            () -> PowerSpectrum.of(new double[] {0, 1, 1}).times(Double.NaN)),
        call(
            "a noise power of Infinity is not finite: …",
            () -> PowerSpectrum.of(new double[] {0, 1, 1}).minus(infinite)),
        call("a factor of -1.0 scales no power: …", () -> IsotropicBand.of(100, 4).times(-1)),
        call(
            "declinations from -1.43e+03° to 4.01e+03° reach beyond ±270°: …",
            () -> Mask.ofDeclinations(8, -25, 70)),
        call(
            "axis \"x\" cannot go from 0.0 to Infinity: …",
            () -> Plot.of("x", "y").withXRange(0, infinite)),
        call(
            "axis \"y\" cannot go from NaN to 1.0: …",
            () -> Plot.of("x", "y").withYRange(Double.NaN, 1)),
        call("pixel 0 holds Infinity: …", () -> emptyAtFirst().filledWith(infinite)),
        call(
            "a real part of NaN is not finite: …",
            () -> Alm.of(0, new double[] {Double.NaN}, new double[1])),
        call(
            "a factor of NaN is not finite: …",
            () -> Alm.ofHarmonic(1, 1, 0, 1, 0).times(Double.NaN)),
        call(
            "a fraction of slab waves of NaN is not finite: …",
            () -> PlaneWaves.kolmogorov(10 * pc, pc).withSlab(Double.NaN)),
        call(
            "a longest wavelength of Infinity m is not finite: …",
            () ->
                OneDimensionalSpectrum.of(
                    FIELD, infinite, 2, new OneDimensionalSpectrum.Lines(8, pc, 1))),
        call(
            "code units of field Infinity T, … are not all positive and finite: …",
            () -> new CodeUnits(infinite, 1, 1)),
        call(
            "times of Infinity on the coarsest grid and 0.400000 on the finer ones are not…",
            () -> DrivenTurbulence.ofPaper(16, 1).withTimes(infinite, 0.4)),
        call("a field of (NaN, …) is not finite: …", () -> MhdState.uniform(8, 8, 8, 1, NAN)),
        call(
            "a velocity of (NaN, …) is not finite: …",
            () -> MhdState.uniform(8, 8, 8, 1, Vec3.X).withUniformFlow(1, NAN)),
        call("a tolerance of Infinity is not finite: …", () -> AcceptedRange.about(1, infinite)),
        call("a centre of (NaN, …) m is not finite: …", () -> Scene3D.of(pc).withCentre(NAN)),
        call(
            "a level of NaN is not finite: …",
            () -> SkyPicture.of(map).withContours(0, Double.NaN)),
        call(
            "2 edges do not fit 2 bins: …",
            () -> new Histogram(new double[] {0, 1}, new double[2], 0)),
        call("the magnetic field is missing: …", () -> Backtracker.of(Species.PROTON, null)),
        call("the species is missing: …", () -> Backtracker.of(null, FIELD)),
        call("the solver is missing: …", () -> tracer(FIELD).withSolver(null)),
        call("the observer's position is missing: …", () -> tracer(FIELD).withObserver(null)),
        call("the launch direction is missing: …", () -> tracer(FIELD).trajectory(null)),
        call("the list of launch directions is missing: …", () -> tracer(FIELD).run(null)),
        call(
            "element 1 (counted from 0) of the list of launch directions is missing: …",
            () -> LaunchDirections.of(Vec3.X, null)),
        call("the boundary weight is missing: …", () -> Liouville.of(null)),
        call("the frame is missing: …", () -> Liouville.paper().withFrame(null)),
        call("the array of values is missing: …", () -> SkyMap.of(null)),
        call("the function of direction is missing: …", () -> SkyMap.of(8, null)),
        call("the file is missing: …", () -> SkyMap.read(null)),
        call("the file is missing: …", () -> Cubes.read((Path) null)),
        call("the map is missing: …", () -> SphericalHarmonics.of(8).power(null)),
        call("the map of weights is missing: …", () -> Mask.of(null)),
        call("the array of C_l is missing: …", () -> PowerSpectrum.of((double[]) null)),
        call("the cube is missing: …", () -> CubicSplineField.of(null, null)));
  }

  private static SkyMap emptyAtFirst() {
    double[] values = new double[12];
    values[0] = Double.NaN;
    return SkyMap.of(values);
  }

  private static List<Trajectory> trajectories() {
    Trajectory one = tracer(FIELD).trajectory(Vec3.X);
    return List.of(one, one);
  }

  private static void set(double[] b, double bx) {
    b[0] = bx;
    b[1] = 0;
    b[2] = 0;
  }

  /** Errors of MASTER for a mask with one pixel. */
  private static void onePixel() {
    double[] weights = new double[768];
    weights[100] = 1;
    Master master = Master.of(Mask.of(SkyMap.of(weights)), 8);
    System.out.println(master.recover(SkyMap.of(8, v -> v.x())).error(0));
  }

  /** Makes a call while so many megabytes are taken. */
  private static void hold(int megabytes, Executable call) throws Throwable {
    byte[][] taken = new byte[megabytes][1 << 20];
    call.execute();
    taken[0][0] = 1;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void aCallThatCannotBeIsRefused(String message, Executable call) {
    Faults.assertRefused(message, call);
  }

  @Test
  void soundCallsAreNotRefused() {
    assertEquals(48, Liouville.paper().withNside(2).sky(ensemble(), 30 * pc).particles());
  }

  /** Rows beyond the last are in memory too, as zeros. */
  @Test
  void aParticleBeyondTheLastIsRefused() {
    Ensemble ensemble =
        Backtracker.of(Species.PROTON, new UniformField(new Vec3(3e-10, 0, 0)))
            .withGyroradius(1e17, 3e-10)
            .withSpheres(1e17)
            .withStopOutsideSphere(2e17)
            .run(LaunchDirections.healpix(1));
    Faults.assertRefused(
        "there is no particle 12: give a number from 0 to 11", () -> ensemble.direction(12));
    Faults.assertRefused(
        "there is no particle -1: give a number from 0 to 11", () -> ensemble.stopReason(-1));
  }

  @Test
  void anInfiniteValueAgreesWithNoRange() {
    AcceptedRange range = AcceptedRange.atLeast(1);
    assertFalse(range.contains(Double.POSITIVE_INFINITY));
    assertTrue(range.contains(1e300));
    Faults.assertRefused(
        "an expected value of Infinity is not finite: give a finite number",
        () -> AcceptedRange.about(Double.POSITIVE_INFINITY, 1));
  }

  @Test
  void aRunIsNotAdvancedWithoutEnd() {
    Faults.assertRefused(
        "an end time of Infinity L/v_A is not finite: give a finite number",
        () -> FuzzSeeds.SCHEME.atRest(8).advanceTo(Double.POSITIVE_INFINITY));
  }

  @Test
  void soManyThreadsAreRefused() {
    Faults.assertRefused(
        "the number of threads, 2147483647, is above 4096: use as many as the machine has cores",
        () -> new Workers(Integer.MAX_VALUE));
  }
}
