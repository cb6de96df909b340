package larmor.field;

import java.io.Serializable;
import java.util.Locale;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * The conversion of the samples of a cube from the units of the code that made them to metres and
 * tesla. The length is that of the side, or of the injection scale of the turbulence as a fraction
 * of the side; the strength is that of the mean field, of the rms field, or of one unit of the
 * cube. The scale of sets 2 and 3 of López-Barquero et al. (2016), Table 1, is
 *
 * <pre>{@code CubeScale.ofInjectionScale(100 * pc, 0.4).withMeanField(3 * muG)}</pre>
 *
 * @param length the length that is given [m]
 * @param fractionOfSide that length over the side of the cube; 1 where the side itself is given
 * @param reference what the field strength is given for
 * @param strength the field strength [T]; 0 for {@link Reference#NOT_GIVEN}
 */
public record CubeScale(double length, double fractionOfSide, Reference reference, double strength)
    implements Serializable {
  /** What the field strength of a scale is given for. */
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

  /** A mean field below this fraction of the fluctuations is taken as rounding error. */
  private static final double LEAST_MEAN = 1e-3;

  /**
   * A scale from its components; the factories below are easier to read.
   *
   * @param length the length that is given [m]
   * @param fractionOfSide that length over the side
   * @param reference what the field strength is given for
   * @param strength the field strength [T]
   * @throws IllegalArgumentException if a length or field strength is not a finite number above 0,
   *     or the fraction is not above 0 and at most 1
   */
  public CubeScale {
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
   * A cube of this side, its field strength still to be given.
   *
   * @param side of the cube [m]
   * @return the scale
   * @throws IllegalArgumentException if it is not a finite number above 0
   */
  public static CubeScale ofSide(double side) {
    return new CubeScale(side, 1, Reference.NOT_GIVEN, 0);
  }

  /**
   * A cube whose turbulence is driven at this scale, its field strength still to be given.
   *
   * @param injectionScale L_inj [m]
   * @param fractionOfSide L_inj over the side of the cube, 0.4 in López-Barquero et al. (2016)
   * @return the scale
   * @throws IllegalArgumentException if the first is not a finite number above 0 or the second not
   *     above 0 and at most 1
   */
  public static CubeScale ofInjectionScale(double injectionScale, double fractionOfSide) {
    return new CubeScale(injectionScale, fractionOfSide, Reference.NOT_GIVEN, 0);
  }

  /**
   * A copy with a given mean field: the samples of the cube are multiplied so that |⟨B⟩| has this
   * value.
   *
   * @param tesla magnitude of the mean field [T]
   * @return the scale
   * @throws IllegalArgumentException if it is not a finite number above 0
   */
  public CubeScale withMeanField(double tesla) {
    return new CubeScale(length, fractionOfSide, Reference.MEAN_FIELD, tesla);
  }

  /**
   * A copy with a given rms field, for a cube without a mean field: the samples of the cube are
   * multiplied so that the root mean square of |B| has this value.
   *
   * @param tesla rms of |B|, the mean field included [T]
   * @return the scale
   * @throws IllegalArgumentException if it is not a finite number above 0
   */
  public CubeScale withRmsField(double tesla) {
    return new CubeScale(length, fractionOfSide, Reference.RMS_FIELD, tesla);
  }

  /**
   * A copy with a given unit of the samples, by which they are multiplied.
   *
   * @param tesla one unit of the cube [T]
   * @return the scale
   * @throws IllegalArgumentException if it is not a finite number above 0
   */
  public CubeScale withFieldUnit(double tesla) {
    return new CubeScale(length, fractionOfSide, Reference.FIELD_UNIT, tesla);
  }

  /**
   * The side of the cube.
   *
   * @return in metres
   */
  public double side() {
    return length / fractionOfSide;
  }

  /**
   * The distance of neighbouring samples.
   *
   * @param points n, along one axis of the cube
   * @return in metres
   */
  public double spacing(int points) {
    return length / (fractionOfSide * points);
  }

  /**
   * The value of one unit of a cube, by which its samples are multiplied.
   *
   * @param cube Not modified
   * @return in tesla
   * @throws IllegalStateException if this scale has no field strength
   * @throws IllegalArgumentException if the strength is that of a mean field and the cube's mean is
   *     below 1e-3 of its fluctuations, or that of an rms field and all samples are 0
   */
  public double unit(FieldCube cube) {
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

  /** One unit of a cube that is still to be filled [T]. */
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

  /** Side, injection scale where given, and field strength, with units. */
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
    return s.toString();
  }
}
