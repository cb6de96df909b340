package larmor.mhd;

import larmor.numeric.VectorInstructions;

/**
 * The arithmetic of the scheme on rows of numbers, in one of two implementations that give the same
 * bits: {@link LoopArithmetic}, in loops that the compiler turns into vector instructions one by
 * one, and {@code SimdArithmetic}, which states the vector instructions and keeps more of the
 * intermediate numbers in registers. Threads cannot share an object.
 */
interface RowArithmetic {
  /**
   * Reconstructs the values at the two faces of each cell, as {@link Ppm#faces} does.
   *
   * @param a means of the cells two below. Not modified.
   * @param b means of the cells one below. Not modified.
   * @param c means of the cells themselves. Not modified.
   * @param d means of the cells one above. Not modified.
   * @param e means of the cells two above. Not modified.
   * @param low Modified. Values at the lower face, inside the cell.
   * @param high Modified. Values at the upper face, inside the cell.
   */
  void faces(
      double[] a, double[] b, double[] c, double[] d, double[] e, double[] low, double[] high);

  /**
   * Computes the fluxes through faces, as {@link Hlld#fluxes} does.
   *
   * @param bn normal magnetic component. Not modified.
   * @param l left states, six arrays. Not modified.
   * @param r right states, six arrays. Not modified.
   * @param f Modified. Six arrays of fluxes.
   */
  void fluxes(double[] bn, double[][] l, double[][] r, double[][] f);

  /**
   * Computes the electric field on edges, as {@link EdgeElectricField#compute} does.
   *
   * @param a electric field on the a-faces at lower and upper b. Not modified.
   * @param wa upwind weights of these faces. Not modified.
   * @param b electric field on the b-faces at lower and upper a. Not modified.
   * @param wb upwind weights of these faces. Not modified.
   * @param c electric field in the four cells. Not modified.
   * @param out Modified. Electric field on the edges.
   */
  void edges(double[][] a, double[][] wa, double[][] b, double[][] wb, double[][] c, double[] out);

  /**
   * Returns the implementation that is fastest on this version of Java and this processor.
   *
   * @param n number of cells in a row
   * @param soundSpeedSquared square of the sound speed
   */
  static RowArithmetic fastest(int n, double soundSpeedSquared) {
    if (VectorInstructions.offered()) {
      try {
        var simd = Class.forName("larmor.mhd.SimdArithmetic").asSubclass(RowArithmetic.class);
        if ((boolean) simd.getDeclaredMethod("worthwhile", int.class).invoke(null, n)) {
          return simd.getDeclaredConstructor(int.class, double.class)
              .newInstance(n, soundSpeedSquared);
        }
      } catch (ReflectiveOperationException | LinkageError e) {
        return new LoopArithmetic(n, soundSpeedSquared);
      }
    }
    return new LoopArithmetic(n, soundSpeedSquared);
  }
}
