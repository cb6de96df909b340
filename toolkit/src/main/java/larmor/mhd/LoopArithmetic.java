package larmor.mhd;

/**
 * The arithmetic of the scheme in loops that use no incubating module of Java. Threads cannot share
 * an object.
 */
final class LoopArithmetic implements RowArithmetic {
  private final Hlld hlld;
  private final Ppm ppm;
  private final EdgeElectricField edges;

  /**
   * Allocates the work arrays.
   *
   * @param n number of cells in a row
   * @param soundSpeedSquared square of the sound speed
   */
  LoopArithmetic(int n, double soundSpeedSquared) {
    hlld = new Hlld(n, soundSpeedSquared);
    ppm = new Ppm(n);
    edges = new EdgeElectricField(n);
  }

  @Override
  public void faces(
      double[] a, double[] b, double[] c, double[] d, double[] e, double[] low, double[] high) {
    ppm.faces(a, b, c, d, e, low, high);
  }

  @Override
  public void fluxes(double[] bn, double[][] l, double[][] r, double[][] f) {
    hlld.fluxes(bn, l, r, f);
  }

  @Override
  public void edges(
      double[][] a, double[][] wa, double[][] b, double[][] wb, double[][] c, double[] out) {
    edges.compute(a, wa, b, wb, c, out);
  }
}
