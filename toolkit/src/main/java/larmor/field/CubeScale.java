package larmor.field;

import java.io.Serializable;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Vec3;
import larmor.units.UnitWarning;
import larmor.units.Units;

/**
 * The conversion of the samples of a cube from the units of the code that made them to metres and
 * tesla. The length scale is set by the side of the cube, or by the injection scale of the
 * turbulence and its ratio to the side; the field strength is set by that of the mean field, of the
 * rms field, or of one unit of the cube. The scale of sets 2 and 3 of López-Barquero et al. (2016),
 * Table 1, is
 *
 * <pre>{@code CubeScale.ofInjectionScale(100 * pc, 0.4).withMeanField(3 * muG)}</pre>
 *
 * @param length the length that is given [m]
 * @param fractionOfSide the given length over the side of the cube; 1 if the side itself is given
 * @param reference what the field strength is given for
 * @param strength the field strength [T]; 0 for {@link Reference#NOT_GIVEN}
 */
public record CubeScale(double length, double fractionOfSide, Reference reference, double strength)
    implements Serializable {
  /**
   * The quantity whose field strength sets the scale: the mean field, the rms field, or one unit of
   * the cube.
   */
  public enum Reference {
    /** No field strength has been given yet; a field cannot be made with this scale. */
    NOT_GIVEN("a", "field"),
    /** One unit of the cube. */
    FIELD_UNIT("a", "unit of the cube"),
    /** |⟨B⟩|, the magnitude of the mean field. */
    MEAN_FIELD("a", "mean field"),
    /** The root mean square of |B|, the mean field included. */
    RMS_FIELD("an", "rms field");

    private final String article;
    private final String words;

    Reference(String article, String words) {
      this.article = article;
      this.words = words;
    }
  }

  /**
   * The ratio of mean field to fluctuations below which the mean field is treated as rounding
   * error.
   */
  private static final double LEAST_MEAN = 1e-3;

  /**
   * Makes a scale from its components; the factories below are easier to read.
   *
   * @param length the length that is given [m]
   * @param fractionOfSide the given length over the side of the cube
   * @param reference what the field strength is given for
   * @param strength the field strength [T]
   * @throws IllegalArgumentException if a length or field strength is not a finite number above 0,
   *     or the fraction is not above 0 and at most 1
   */
  public CubeScale {
    Given.require(
        reference, "the reference of the field strength", "CubeScale.Reference.MEAN_FIELD");
    if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          (fractionOfSide == 1 ? "a side of " : "an injection scale of ")
              + length
              + " m is not positive and finite: give a length in metres, such as 250 * pc");
    }
    if (!(fractionOfSide > 0 && fractionOfSide <= 1)) {
      throw new IllegalArgumentException(
          "an injection scale of "
              + fractionOfSide
              + " sides does not fit into a cube: give a fraction above 0 and at most 1, such as"
              + " 0.4");
    }
    boolean valid =
        reference == Reference.NOT_GIVEN
            ? strength == 0
            : strength > 0 && strength < Double.POSITIVE_INFINITY;
    if (!valid) {
      throw new IllegalArgumentException(
          reference.article
              + " "
              + reference.words
              + " of "
              + strength
              + " T is not positive and finite: give a field strength in tesla, such as 3 *"
              + " muG");
    }
  }

  /**
   * Returns a scale with a given side of the cube; its field strength must be added before it is
   * used.
   *
   * @param side side of the cube [m]
   * @return the scale
   * @throws IllegalArgumentException if the side is not a finite number above 0
   */
  public static CubeScale ofSide(double side) {
    return new CubeScale(side, 1, Reference.NOT_GIVEN, 0);
  }

  /**
   * Returns a scale with a given injection scale of the turbulence; its field strength must be
   * added before it is used.
   *
   * @param injectionScale injection scale L_inj [m]
   * @param fractionOfSide L_inj over the side of the cube, 0.4 in López-Barquero et al. (2016)
   * @return the scale
   * @throws IllegalArgumentException if the injection scale is not a finite number above 0, or the
   *     fraction is not above 0 and at most 1
   */
  public static CubeScale ofInjectionScale(double injectionScale, double fractionOfSide) {
    return new CubeScale(injectionScale, fractionOfSide, Reference.NOT_GIVEN, 0);
  }

  /**
   * Returns a copy with a given mean field: it multiplies the samples of a cube so that |⟨B⟩| has
   * this value.
   *
   * @param tesla magnitude of the mean field [T]
   * @return the scale
   * @throws IllegalArgumentException if {@code tesla} is not a finite number above 0
   */
  public CubeScale withMeanField(double tesla) {
    return new CubeScale(length, fractionOfSide, Reference.MEAN_FIELD, tesla);
  }

  /**
   * Returns a copy with a given rms field, for a cube without a mean field: it multiplies the
   * samples so that the root mean square of |B| has this value.
   *
   * @param tesla rms of |B|, the mean field included [T]
   * @return the scale
   * @throws IllegalArgumentException if {@code tesla} is not a finite number above 0
   */
  public CubeScale withRmsField(double tesla) {
    return new CubeScale(length, fractionOfSide, Reference.RMS_FIELD, tesla);
  }

  /**
   * Returns a copy with a given unit of the samples: it multiplies the samples of a cube by this
   * unit.
   *
   * @param tesla one unit of the cube [T]
   * @return the scale
   * @throws IllegalArgumentException if {@code tesla} is not a finite number above 0
   */
  public CubeScale withFieldUnit(double tesla) {
    return new CubeScale(length, fractionOfSide, Reference.FIELD_UNIT, tesla);
  }

  /**
   * Returns the side of the cube.
   *
   * @return in metres
   */
  public double side() {
    return length / fractionOfSide;
  }

  /**
   * Returns the distance of neighbouring samples.
   *
   * @param points n, along one axis of the cube
   * @return in metres
   */
  public double spacing(int points) {
    return length / (fractionOfSide * points);
  }

  /**
   * Returns the factor by which this scale multiplies the samples of a cube: the value of one unit
   * of the cube.
   *
   * @param cube Not modified
   * @return in tesla
   * @throws IllegalStateException if this scale has no field strength
   * @throws IllegalArgumentException if this scale gives a mean field and the mean field of the
   *     cube is below 1e-3 of its fluctuations, or if it gives an rms field and all samples are 0
   */
  public double unit(FieldCube cube) {
    Given.require(cube, "the cube", "Cubes.read(file).cube()");
    return unit(cube.mean(), cube.fluctuation());
  }

  double unit(Vec3 mean, double fluctuation) {
    double b0 = mean.norm();
    return switch (reference) {
      case FIELD_UNIT -> strength;
      case MEAN_FIELD -> {
        if (!(b0 > LEAST_MEAN * fluctuation)) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "the cube's mean field is %.3g of its fluctuations, too little to be scaled to"
                      + " %.3g µG: scale it by .withRmsField(tesla) or .withFieldUnit(tesla), or"
                      + " give it a mean by FieldCube.withMean",
                  b0 == 0 ? 0 : b0 / fluctuation,
                  strength / Units.muG));
        }
        yield strength / b0;
      }
      case RMS_FIELD -> {
        double rms = Math.hypot(b0, fluctuation);
        if (!(rms > 0)) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "every sample of the cube is 0, which no factor scales to an rms of %.3g µG: give"
                      + " a cube with a field",
                  strength / Units.muG));
        }
        yield strength / rms;
      }
      case NOT_GIVEN ->
          throw new IllegalStateException(
              String.format(
                  Locale.ROOT,
                  "the scale has a side of %.3g pc and no field strength: add .withMeanField(3 * muG),"
                      + " .withRmsField(tesla), or .withFieldUnit(tesla) for one unit of the cube",
                  side() / Units.pc));
    };
  }

  /**
   * Returns the field strength of one unit of the samples of a cube that is still to be computed
   * [T].
   */
  double unitOfSamples() {
    if (reference == Reference.MEAN_FIELD || reference == Reference.RMS_FIELD) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s %s of %.3g µG cannot scale a cube that has no samples yet: use"
                  + " .withFieldUnit(tesla) for one unit of the new cube",
              reference.article,
              reference.words,
              strength / Units.muG));
    }
    return unit(new Vec3(0, 0, 0), 0);
  }

  /** Returns the side, the injection scale if it was given, and the field strength, with units. */
  @Override
  public String toString() {
    StringBuilder s = new StringBuilder();
    s.append(String.format(Locale.ROOT, "side %.3g pc", side() / Units.pc));
    if (fractionOfSide != 1) {
      s.append(String.format(Locale.ROOT, ", injection scale %.3g pc", length / Units.pc));
    }
    s.append(
        reference == Reference.NOT_GIVEN
            ? ", field strength not given"
            : String.format(Locale.ROOT, ", %s %.3g µG", reference.words, strength / Units.muG));
    s.append(UnitWarning.ofLength(side(), "side"));
    return s.append(reference == Reference.NOT_GIVEN ? "" : UnitWarning.ofField(strength))
        .toString();
  }
}
