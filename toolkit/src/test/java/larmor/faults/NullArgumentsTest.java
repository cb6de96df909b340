package larmor.faults;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import larmor.cluster.Scan;
import larmor.field.CubeReader;
import larmor.field.CubeScale;
import larmor.field.CubeWriter;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.field.DivergenceFreeField;
import larmor.field.FieldCube;
import larmor.field.FieldModes;
import larmor.field.FieldSpectrum;
import larmor.field.ImportedCube;
import larmor.field.Interpolation;
import larmor.field.MappedSplineField;
import larmor.field.NestedField;
import larmor.field.PlaneWaveField;
import larmor.field.UniformField;
import larmor.liouville.BoundaryWeight;
import larmor.liouville.Liouville;
import larmor.liouville.PixelEstimator;
import larmor.liouville.SkySurvey;
import larmor.liouville.SpectrumSample;
import larmor.liouville.TargetSky;
import larmor.mhd.DrivenTurbulence;
import larmor.mhd.MhdRun;
import larmor.mhd.MhdSnapshot;
import larmor.mhd.MhdState;
import larmor.mhd.RunHistory;
import larmor.mhd.ScalarFunction;
import larmor.mhd.VectorFunction;
import larmor.notebook.AcceptedRange;
import larmor.notebook.FieldPicture;
import larmor.notebook.HtmlTable;
import larmor.notebook.Notebook;
import larmor.notebook.Plot;
import larmor.notebook.RunScale;
import larmor.notebook.Scene3D;
import larmor.notebook.SkyGlobe;
import larmor.notebook.SkyPicture;
import larmor.notebook.SpectrumPlot;
import larmor.notebook.widget.Dropdown;
import larmor.notebook.widget.Interaction;
import larmor.notebook.widget.SelectionSlider;
import larmor.numeric.Given;
import larmor.numeric.Progress;
import larmor.numeric.RandomStream;
import larmor.numeric.SampleMean;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.ode.BulirschStoer;
import larmor.ode.DormandPrince;
import larmor.ode.Hermite;
import larmor.ode.VelocityRotation;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.Gyration;
import larmor.orbit.LaunchDirections;
import larmor.orbit.LengthEstimate;
import larmor.orbit.Observers;
import larmor.orbit.SolverComparison;
import larmor.orbit.Species;
import larmor.orbit.SphereRun;
import larmor.paper.PaperFields;
import larmor.paper.PaperSet;
import larmor.paper.Table1;
import larmor.sky.Alm;
import larmor.sky.CouplingMatrix;
import larmor.sky.DipoleFit;
import larmor.sky.GaussianSmoothing;
import larmor.sky.Healpix;
import larmor.sky.IsotropicBand;
import larmor.sky.IsotropicRealisations;
import larmor.sky.Mask;
import larmor.sky.Master;
import larmor.sky.MeasuredSpectrum;
import larmor.sky.ObservedSky;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyFrame;
import larmor.sky.SkyMap;
import larmor.sky.SphericalHarmonics;
import larmor.sky.WindowFunction;
import larmor.turbulence.ContinuedSnapshot;
import larmor.turbulence.MagneticModes;
import larmor.turbulence.ModeDecomposition;
import larmor.turbulence.ModeFractions;
import larmor.turbulence.OneDimensionalSpectrum;
import larmor.turbulence.PlaneWaves;
import larmor.turbulence.StructureFunctions;
import larmor.turbulence.TurbulenceSpectrum;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;

/**
 * Calls each public constructor and method with null for one argument at a time. The call must be
 * refused with the sentence of {@link Given}, whatever the other arguments are. Then it calls them
 * with impossible numbers: whether one is refused depends on its meaning, but only in one sentence.
 */
class NullArgumentsTest {
  /** Parameters of a cluster and of its result, which no sample is made of. */
  private static final int MOST_UNTRIED = 9;

  private static final String SENTENCE = "[^.:]+ (is|are) missing: give one, such as .+";

  private static String element(int index) {
    return String.format(
        Locale.ROOT,
        "(element %d \\(counted from 0\\) of|the value of \"a\" in) [^.:]+ is missing: give one, such as"
            + " in .+",
        index);
  }

  /** What only the toolkit itself calls, although it must be public for its packages. */
  private static final List<String> INTERNAL =
      List.of(
          "numeric\\.(AtomicFile|ClassCopies|CsvTable|FileError|FiniteNumber|Fits).*",
          "numeric\\.(FolderLock|Given|Memory|Numbered).*",
          "numeric\\.(Quoted|RegularFile|Sha256).*",
          "field\\.io\\..*",
          "sky\\.SkyMapFile\\..*",
          "units\\.UnitWarning\\..*",
          "notebook\\.(KernelExtension|Rendering)\\..*",
          ".*\\.main arguments",
          ".*\\.paint g");

  /** Results, which only the toolkit makes. */
  private static final List<String> RESULTS =
      List.of(
          "field\\.(FieldReport|ImportedCube)\\.new .*",
          "mhd\\.(MhdDiagnostics|DrivenTurbulence\\$Outcome)\\.new .*",
          "notebook\\.Check\\.new .*",
          "orbit\\.MeanFreePath\\.new .*",
          "turbulence\\.StructureFunctions\\$Anisotropy\\.new .*");

  /** What is called for each step, sample, direction or particle; a check there would cost time. */
  private static final List<String> HOT =
      List.of(
          "numeric\\.Vec3\\..*",
          "field\\..*\\.(at|along) .*",
          "sky\\.(SkyMap\\.(at|interpolated)|Healpix\\.(pixel|interpolation)|DipoleFit\\.at) .*",
          "sky\\.SkyFrame\\.(toBox|toEquatorial|rightAscension|declination) .*",
          "liouville\\.SkySum\\.add.*",
          "orbit\\.Ensemble\\.value quantity");

  /** What may be null, as its Javadoc says. */
  private static final List<String> NULLABLE =
      List.of(
          "mhd\\.DrivenTurbulence\\$Start\\.new (snapshot|source)",
          "mhd\\.DrivenTurbulence\\$Start\\.of source",
          "mhd\\.IsothermalMhd\\.(new driver|withDriver driving)",
          "notebook\\.RunScale\\.pick .*");

  /** What takes as long as a large number says, and can be interrupted. */
  private static final List<String> LONG =
      List.of(
          "cluster\\..*",
          "mhd\\.MhdRun\\.advanceTo end",
          "numeric\\.Workers\\.forEach .*",
          "sky\\.(IsotropicRealisations\\.run|ObservedSky\\..*) (particles|realisations)",
          "turbulence\\.StructureFunctions\\.of pairs");

  private static final List<Object> IMPOSSIBLE =
      List.of(
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          -1.0,
          0.0,
          1e300,
          1e-300,
          -1,
          0,
          1_000_003,
          Integer.MAX_VALUE,
          Integer.MIN_VALUE,
          -1L,
          Long.MAX_VALUE);

  private static final VelocityRotation EQUATIONS =
      new VelocityRotation() {
        @Override
        public void derivatives(double t, double[] y, double[] dydt) {}

        @Override
        public void rate(double[] y, double[] w) {}
      };

  @TempDir Path folder;

  private final List<Object> samples = new ArrayList<>();
  private final TreeSet<String> untried = new TreeSet<>();
  private final TreeSet<String> wrong = new TreeSet<>();
  private int tried;
  private int triedElements;

  @BeforeEach
  void makeSamples() throws IOException {
    UniformField uniform = new UniformField(new Vec3(3 * muG, 0, 0));
    CubeScale scale = CubeScale.ofSide(100 * pc).withFieldUnit(muG);
    FieldCube cube = FieldCube.of(NullArgumentsTest::wave, 8, scale);
    CubicSplineField spline = CubicSplineField.of(cube, scale);
    Backtracker tracer =
        Backtracker.of(Species.PROTON, uniform)
            .withGyroradius(10 * pc, 3 * muG)
            .withSpheres(10 * pc)
            .withStopOutsideSphere(20 * pc);
    Ensemble ensemble = tracer.run(LaunchDirections.healpix(2));
    SkyMap map = SkyMap.of(8, v -> 1 + v.x());
    Mask mask = Mask.of(SkyMap.uniform(8, 1));
    PowerSpectrum spectrum = PowerSpectrum.of(new double[] {0, 3, 2, 1});
    Workers workers = new Workers(1);
    add(uniform, cube, scale, spline, tracer, ensemble, map, mask, spectrum, workers);
    add(Progress.NONE, Vec3.X, RandomStream.of(1, 1), SampleMean.of(new double[] {1, 2}));
    Cubes.write(cube, folder.resolve("b.fits"));
    Path mapped = folder.resolve("b.spline");
    MappedSplineField.write(spline, mapped);
    add(MappedSplineField.open(mapped), DivergenceFreeField.of(cube, scale), CubeReader.standard());
    ImportedCube read = Cubes.read(folder.resolve("b.fits"));
    add(CubeWriter.standard(), read, read.report(), FieldModes.of(cube));
    add(new ByteArrayOutputStream());
    add(FieldSpectrum.of(cube), PlaneWaveField.of(Vec3.X), Interpolation.CUBIC_SPLINE);
    add(NestedField.of(Vec3.X, List.of(spline), List.of(Vec3.X)));
    add((FieldModes.Wave) (x, y, z, out) -> {});
    add(BoundaryWeight.dipole(1, Vec3.X), Liouville.paper(), PixelEstimator.MEAN);
    Liouville mean = Liouville.paper().withEstimator(PixelEstimator.MEAN).withNside(1);
    SkySurvey survey =
        SkySurvey.of(tracer, Observers.stratified(1, 50 * pc, 7))
            .withDirections(LaunchDirections.stratified(1, 2, 1))
            .withWeight("paper", mean);
    TargetSky target = TargetSky.backward(tracer, 10 * pc, pc, 100, 1, workers, Progress.NONE);
    add(survey, survey.run(), target, target.moments(BoundaryWeight.dipole(1, Vec3.X), 1));
    add(mean.sum(Vec3.X, 10 * pc), mean.sky(ensemble, 10 * pc));
    add(SpectrumSample.of(List.of(spectrum, spectrum)));
    add(new SphereRun.Start(Vec3.X, Vec3.X), LaunchDirections.healpix(1));
    add(Observers.stratified(1, 50 * pc, 7), tracer.trajectory(Vec3.X), Species.PROTON);
    add(Gyration.ofGyroradius(Species.PROTON, pc, muG), new LengthEstimate(1, 1, 1, 1, 1));
    add(SolverComparison.of(tracer, 1, Hermite.of(1e-6), 1e-3));
    add(Hermite.of(1e-6), BulirschStoer.of(1e-6), DormandPrince.of(1e-6));
    add(EQUATIONS, (DoubleUnaryOperator) x -> x, (Callable<?>) () -> Table1.empty());
    add((IntConsumer) i -> {}, (Consumer<?>) x -> {}, (ToDoubleFunction<?>) x -> 1);
    add((IntFunction<?>) i -> new SphereRun.Start(new Vec3(0, 0, 0), Vec3.X));
    add(PaperSet.SET_1, PaperFields.small(folder), Table1.empty());
    addSkies(map, mask);
    addFlows(cube);

    addNotebook(map, cube);
  }

  private void addSkies(SkyMap map, Mask mask) throws IOException {
    add(Alm.ofHarmonic(2, 1, 0, 1, 0), CouplingMatrix.of(mask, 8), DipoleFit.of(map));
    Master master = Master.of(mask, 8);
    add(master, master.recover(SkyMap.of(8, v -> v.x())), GaussianSmoothing.of(0.1));
    add(Healpix.of(2), IsotropicBand.ofNoise(1e-3, 4), IsotropicRealisations.of(2, 10, 1));
    Path measured = folder.resolve("measured.csv");
    Files.writeString(
        measured,
        "ell,Cl,stat_lo,stat_hi,sys_lo,sys_hi,iso_lo,iso_hi,source\n1,1e-6,,,,,,,x\n2,1e-7,,,,,,,x\n");
    add(MeasuredSpectrum.read(measured));
    add(ObservedSky.of(SkyMap.uniform(8, 9), SkyMap.uniform(8, 9), mask), SkyFrame.box());
    add(SphericalHarmonics.of(2), WindowFunction.ofPixels(2, 4));
  }

  private void addFlows(FieldCube cube) {
    MhdRun run = FuzzSeeds.SCHEME.atRest(8);
    run.step();
    MhdSnapshot snapshot = MhdSnapshot.of(run);
    add(FuzzSeeds.SCHEME, run, snapshot, run.state(), run.diagnostics(), RunHistory.empty());
    add(FuzzSeeds.SCHEME.driver(), DrivenTurbulence.ofPaper(16, 1));
    add(DrivenTurbulence.Start.of(snapshot, "a run"));
    add((ScalarFunction) (x, y, z) -> 1, (VectorFunction) (x, y, z, out) -> {});
    add(MhdState.uniform(8, 8, 8, 1, Vec3.X));
    float[] density = new float[8 * 8 * 8];
    Arrays.fill(density, 1);
    add(MagneticModes.of(cube, density, 1), ModeDecomposition.of(cube, cube, 1));
    add(new ContinuedSnapshot(cube, 2, 32, 1), ModeFractions.LOW_BETA);
    add(new OneDimensionalSpectrum.Lines(8, pc, 1));
    add(new OneDimensionalSpectrum(new double[] {1}, new double[] {1}, new double[] {1}));
    add(PlaneWaves.kolmogorov(10 * pc, pc), TurbulenceSpectrum.kolmogorov());
    add(StructureFunctions.of(cube, cube, 6400, 1));
  }

  private void addNotebook(SkyMap map, FieldCube cube) {
    System.setProperty("larmor.build", folder.toString());
    Notebook notebook = Notebook.start("nulls");
    add(notebook, notebook.checks(), notebook.provenance(), AcceptedRange.atLeast(1));
    add(HtmlTable.of("caption", "a"), FieldPicture.ofMagnitude(cube), Plot.of("x", "y"));
    add(SkyPicture.of(map), SkyGlobe.of(map), Scene3D.of(10 * pc), SpectrumPlot.of("title"));
    add((Interaction.Draw3<Object, Object, Object>) (a, c, d) -> null);
    add((Interaction.Draw4<Object, Object, Object, Object>) (a, c, d, e) -> null);
    add(RunScale.QUICK, Dropdown.of("a", "b", "c"), SelectionSlider.of("a", "b", "c"));
    add((Interaction.Draw<Object>) a -> null, (Interaction.Draw2<Object, Object>) (a, c) -> null);
    add(DoubleColumn.create("x", 1), Scan.EMPTY);
  }

  @AfterEach
  void restore() {
    System.clearProperty("larmor.build");
  }

  private void add(Object... values) {
    samples.addAll(List.of(values));
  }

  /** A wave along x and a mean field, for a side of 100 pc. */
  private static void wave(double x, double y, double z, double[] b) {
    b[0] = 3 * muG;
    b[1] = muG * Math.sin(2 * Math.PI * x / (100 * pc));
    b[2] = muG * Math.sin(2 * Math.PI * y / (100 * pc));
  }

  /** The name of a class, of the packages of the toolkit below larmor. */
  private static String name(Class<?> type) {
    return type.getName().substring("larmor.".length());
  }

  private static List<Class<?>> publicClasses() throws Exception {
    Path root = Path.of(Given.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        String path = root.relativize(file).toString().replace(".class", "");
        Class<?> type =
            Class.forName(
                path.replace(java.io.File.separatorChar, '.'),
                false,
                NullArgumentsTest.class.getClassLoader());
        boolean open = true;
        for (Class<?> t = type; t != null; t = t.getEnclosingClass()) {
          open &= Modifier.isPublic(t.getModifiers());
        }
        if (open && !type.isAnonymousClass()) {
          types.add(type);
        }
      }
    }
    return types;
  }

  private static List<Executable> calls(Class<?> type) {
    List<Executable> calls = new ArrayList<>(List.of(type.getDeclaredMethods()));
    if (!Modifier.isAbstract(type.getModifiers())) {
      calls.addAll(List.of(type.getDeclaredConstructors()));
    }
    calls.removeIf(
        c ->
            !Modifier.isPublic(c.getModifiers())
                || Modifier.isAbstract(c.getModifiers())
                || c.isSynthetic()
                || c.getName().equals("equals")
                || (type.isEnum() && c.getName().equals("valueOf")));
    return calls;
  }

  /** A good value of a type, or null if there is none. */
  private Object sample(Type type) {
    if (type instanceof ParameterizedType p) {
      Class<?> raw = (Class<?>) p.getRawType();
      Type[] of = p.getActualTypeArguments();
      if (raw == List.class) {
        Object one = sample(of[0]);
        return one == null ? null : List.of(one);
      }
      if (raw == Map.class) {
        return Map.of();
      }
      if (raw == Optional.class) {
        return Optional.empty();
      }
      return sample(raw);
    }
    if (type instanceof GenericArrayType) {
      return new Object[] {"a"};
    }
    if (!(type instanceof Class<?> c)) {
      return "a";
    }
    if (c.isPrimitive()) {
      return number(c);
    }
    if (c == String.class || c == Object.class) {
      return "a";
    }
    if (c == Path.class) {
      return folder.resolve("file.fits");
    }
    if (c.isArray() && c.getComponentType().isPrimitive()) {
      return Array.newInstance(c.getComponentType(), 2);
    }
    if (c.isEnum()) {
      return c.getEnumConstants()[0];
    }
    for (Object value : samples) {
      if (c.isInstance(value)) {
        return value;
      }
    }
    if (c.isArray()) {
      Object one = sample(c.getComponentType());
      if (one == null) {
        return null;
      }
      Object all = Array.newInstance(c.getComponentType(), 1);
      Array.set(all, 0, one);
      return all;
    }
    return null;
  }

  private static Object number(Class<?> type) {
    if (type == boolean.class) {
      return true;
    }
    if (type == char.class) {
      return 'x';
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == int.class) {
      return 8;
    }
    return 1.0;
  }

  /**
   * A list, array or map of good elements of which one is null, or null for a value of another
   * kind.
   */
  private static Object withNull(Object good, int index) {
    if (good instanceof List<?> list) {
      List<Object> all = new ArrayList<>(Collections.nCopies(index + 1, list.get(0)));
      all.set(index, null);
      return all;
    }
    if (good instanceof Map<?, ?> map) {
      Map<Object, Object> all = new HashMap<>(map);
      all.put("a", null);
      return all;
    }
    if (good instanceof Object[] array) {
      Object[] all = Arrays.copyOf(array, index + 1);
      Arrays.fill(all, array[0]);
      all[index] = null;
      return all;
    }
    return null;
  }

  private void call(Class<?> type, Executable call) {
    Parameter[] parameters = call.getParameters();
    Object[] good = new Object[parameters.length];
    boolean isStatic = call instanceof Constructor || Modifier.isStatic(call.getModifiers());
    Object receiver = isStatic ? null : sample(type);
    boolean sampled = isStatic || receiver != null;
    for (int i = 0; i < good.length; i++) {
      good[i] = sample(parameters[i].getParameterizedType());
    }
    for (int i = 0; i < good.length; i++) {
      String called = call instanceof Method ? call.getName() : "new";
      String name = name(type) + "." + called + " " + parameters[i].getName();
      if (parameters[i].getType().isPrimitive()
          || Stream.of(INTERNAL, RESULTS, HOT, NULLABLE)
              .flatMap(List::stream)
              .anyMatch(name::matches)) {
        continue;
      }
      for (int j = 0; j < good.length; j++) {
        sampled &= j == i || good[j] != null;
      }
      if (!sampled) {
        untried.add(name);
        continue;
      }
      tried++;
      Object[] arguments = good.clone();
      arguments[i] = null;
      String outcome = outcome(() -> invoke(call, receiver, arguments));
      if (!outcome.matches(SENTENCE)) {
        wrong.add(name + ": " + outcome);
      }
      for (int index = 0; index < 3; index++) {
        arguments[i] = withNull(good[i], index);
        if (arguments[i] != null) {
          triedElements++;
          String ofElement = outcome(() -> invoke(call, receiver, arguments));
          if (!ofElement.matches(element(index))) {
            wrong.add(name + " with element " + index + " null: " + ofElement);
          }
        }
      }
    }
  }

  /** Calls with each number out of any range, which may be refused in one sentence only. */
  private void callWithNumbers(Class<?> type, Executable call) {
    Parameter[] parameters = call.getParameters();
    Object[] good = new Object[parameters.length];
    boolean isStatic = call instanceof Constructor || Modifier.isStatic(call.getModifiers());
    Object receiver = isStatic ? null : sample(type);
    boolean sampled = isStatic || receiver != null;
    for (int i = 0; i < good.length; i++) {
      good[i] = sample(parameters[i].getParameterizedType());
      sampled &= good[i] != null;
    }
    for (int i = 0; sampled && i < good.length; i++) {
      String called = call instanceof Method ? call.getName() : "new";
      String name = name(type) + "." + called + " " + parameters[i].getName();
      Class<?> number = parameters[i].getType();
      if (Stream.of(INTERNAL, RESULTS, HOT, LONG).flatMap(List::stream).anyMatch(name::matches)) {
        continue;
      }
      for (Object bad : IMPOSSIBLE) {
        if (!number.isPrimitive() || bad.getClass() != number(number).getClass()) {
          continue;
        }
        tried++;
        Object[] arguments = good.clone();
        arguments[i] = bad;
        Throwable thrown = Faults.thrownBy(() -> invoke(call, receiver, arguments));
        if (thrown != null) {
          Throwable told = Faults.thrownBy(() -> Faults.assertSentence(thrown));
          if (told != null) {
            wrong.add(name + " = " + bad + ": " + thrown);
          }
        }
      }
    }
  }

  private static void invoke(Executable call, Object receiver, Object[] arguments)
      throws Throwable {
    try {
      if (call instanceof Method method) {
        method.invoke(receiver, arguments);
      } else {
        ((Constructor<?>) call).newInstance(arguments);
      }
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static String outcome(org.junit.jupiter.api.function.Executable call) {
    Throwable thrown = Faults.thrownBy(call);
    if (thrown == null) {
      return "accepted";
    }
    if (thrown.getClass() == IllegalArgumentException.class) {
      return thrown.getMessage();
    }
    return thrown + " at " + thrown.getStackTrace()[0];
  }

  @Test
  void nullIsRefusedInOneSentence() throws Exception {
    for (Class<?> type : publicClasses()) {
      for (Executable call : calls(type)) {
        call(type, call);
      }
    }
    assertEquals(new TreeSet<String>(), wrong);
    assertTrue(tried >= 550 && untried.size() <= MOST_UNTRIED, tried + " tried, not " + untried);
    assertTrue(triedElements >= 100, triedElements + " lists, maps and arrays tried");
  }

  @Test
  void impossibleNumbersAreRefusedInOneSentenceAtMost() throws Exception {
    for (Class<?> type : publicClasses()) {
      for (Executable call : calls(type)) {
        callWithNumbers(type, call);
      }
    }
    assertEquals(new TreeSet<String>(), wrong);
    assertTrue(tried >= 3000, tried + " tried");
  }
}
