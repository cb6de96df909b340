package larmor.mhd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The arithmetic of {@link LoopArithmetic} in vector instructions, with the same bits. This class
 * is compiled separately, because it needs a module of Java that is still in incubation, and only
 * {@link RowArithmetic#fastest} loads it.
 *
 * <p>The Riemann solver runs in sixteen passes over a row, between which the intermediate numbers
 * are stored. Fewer passes would store less, but the compiler (of Java 17) gives up on a method
 * with more than some fifty vector instructions and then allocates an object for each vector. For
 * the same reason the passes are called through an interface with many implementations, which the
 * compiler does not inline. Vectors of four doubles are used also where the processor has eight,
 * because they were not slower.
 *
 * <p>In the names, {@code l} and {@code r} at the end stand for the left and the right side of a
 * face. {@link Hlld} explains the quantities. Threads cannot share an object.
 */
final class SimdArithmetic implements RowArithmetic {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_256;

  /** One pass over the row of faces whose states are in the fields of the enclosing object. */
  private interface Pass {
    void run();
  }

  private final int n;
  private final double a2;
  private final Pass[] passes;
  private final double[] tl, tr, il, ir, sl, sr, xl, xr, ml, mr, al, ar;
  private final double[] ids, ims, rho, us, sq, isq, s1, s2, th, w, gl, gr, hl, hr, ql, qr;
  private final double[] vsl, vsr, ysl, ysr, up, down;
  private double[] bn;
  private double[][] left;
  private double[][] right;
  private double[][] flux;

  /**
   * Allocates the work arrays.
   *
   * @param n number of cells in a row, a multiple of the number of lanes of a vector
   * @param soundSpeedSquared square of the sound speed
   */
  SimdArithmetic(int n, double soundSpeedSquared) {
    this.n = n;
    a2 = soundSpeedSquared;
    tl = new double[n];
    tr = new double[n];
    il = new double[n];
    ir = new double[n];
    sl = new double[n];
    sr = new double[n];
    xl = new double[n];
    xr = new double[n];
    ml = new double[n];
    mr = new double[n];
    al = new double[n];
    ar = new double[n];
    ids = new double[n];
    ims = new double[n];
    rho = new double[n];
    us = new double[n];
    sq = new double[n];
    isq = new double[n];
    s1 = new double[n];
    s2 = new double[n];
    th = new double[n];
    w = new double[n];
    gl = new double[n];
    gr = new double[n];
    hl = new double[n];
    hr = new double[n];
    ql = new double[n];
    qr = new double[n];
    vsl = new double[n];
    vsr = new double[n];
    ysl = new double[n];
    ysr = new double[n];
    up = new double[n];
    down = new double[n];
    passes =
        new Pass[] {
          () -> fast(left, tl, il, sl),
          () -> fast(right, tr, ir, sr),
          this::outer,
          this::inner,
          () -> coupling(left, ml, il, gl, hl, th),
          () -> coupling(right, mr, ir, gr, hr, w),
          this::blend,
          this::normal,
          () -> starVelocity(2, 4),
          () -> starField(2, 4),
          () -> fieldFlux(2, 4),
          () -> momentumFlux(2, 4),
          () -> starVelocity(3, 5),
          () -> starField(3, 5),
          () -> fieldFlux(3, 5),
          () -> momentumFlux(3, 5)
        };
  }

  /**
   * Returns whether the processor has vectors of four doubles, and whether these fill rows of n
   * cells.
   */
  static boolean worthwhile(int n) {
    return DoubleVector.SPECIES_PREFERRED.length() >= S.length() && n % S.length() == 0;
  }

  private static DoubleVector at(double[] a, int k) {
    return DoubleVector.fromArray(S, a, k);
  }

  private static DoubleVector root(DoubleVector v) {
    return v.lanewise(VectorOperators.SQRT);
  }

  /**
   * Returns the smaller of two numbers in each lane: the first if they are equal, and the first if
   * one of them is not a number. A comparison is faster than {@link DoubleVector#min}, which has to
   * tell apart zeros of both signs.
   */
  private static DoubleVector least(DoubleVector p, DoubleVector q) {
    return p.blend(q, q.lt(p));
  }

  /** Returns the larger of two numbers in each lane; see {@link #least}. */
  private static DoubleVector most(DoubleVector p, DoubleVector q) {
    return p.blend(q, p.lt(q));
  }

  @Override
  public void fluxes(double[] normal, double[][] l, double[][] r, double[][] f) {
    bn = normal;
    left = l;
    right = r;
    flux = f;
    for (Pass pass : passes) {
      pass.run();
    }
  }

  /** Computes transverse b² (t), 1/ρ (i) and the fast speed (c) of one side. */
  private void fast(double[][] w, double[] t, double[] i, double[] c) {
    double[] b = bn;
    double[] rhoSide = w[0];
    double[] ySide = w[4];
    double[] zSide = w[5];
    DoubleVector one = DoubleVector.broadcast(S, 1);
    for (int k = 0; k < n; k += S.length()) {
      DoubleVector y = at(ySide, k);
      DoubleVector z = at(zSide, k);
      DoubleVector square = y.mul(y).add(z.mul(z));
      square.intoArray(t, k);
      DoubleVector inverse = one.div(at(rhoSide, k));
      inverse.intoArray(i, k);
      DoubleVector e = square.mul(inverse);
      DoubleVector x = at(b, k);
      DoubleVector alfven = x.mul(x).mul(inverse).add(e);
      DoubleVector d = alfven.sub(a2);
      root(alfven.add(a2).add(root(d.mul(d).add(e.mul(4 * a2)))).mul(0.5)).intoArray(c, k);
    }
  }

  /** Computes the outer wave speeds, in place of the fast speeds, and the fluxes through them. */
  private void outer() {
    double[] rhoL = left[0];
    double[] rhoR = right[0];
    double[] uL = left[1];
    double[] uR = right[1];
    for (int k = 0; k < n; k += S.length()) {
      DoubleVector cl = at(sl, k);
      DoubleVector cr = at(sr, k);
      DoubleVector ul = at(uL, k);
      DoubleVector ur = at(uR, k);
      DoubleVector low = least(ul.sub(cl), ur.sub(cr));
      DoubleVector up = most(ul.add(cl), ur.add(cr));
      low.intoArray(sl, k);
      up.intoArray(sr, k);
      low.abs().intoArray(al, k);
      up.abs().intoArray(ar, k);
      DoubleVector x = ul.sub(low);
      x.intoArray(xl, k);
      x.mul(at(rhoL, k)).intoArray(ml, k);
      x = up.sub(ur);
      x.intoArray(xr, k);
      x.mul(at(rhoR, k)).intoArray(mr, k);
    }
  }

  /** Computes the state between the outer waves and the speeds of the Alfvén waves. */
  private void inner() {
    double[] normal = bn;
    DoubleVector one = DoubleVector.broadcast(S, 1);
    DoubleVector minusOne = DoubleVector.broadcast(S, -1);
    for (int k = 0; k < n; k += S.length()) {
      DoubleVector low = at(sl, k);
      DoubleVector up = at(sr, k);
      DoubleVector l = at(ml, k);
      DoubleVector r = at(mr, k);
      DoubleVector width = up.sub(low);
      DoubleVector mass = l.add(r);
      DoubleVector i = one.div(width);
      i.intoArray(ids, k);
      DoubleVector density = mass.mul(i);
      density.intoArray(rho, k);
      i = one.div(mass);
      i.intoArray(ims, k);
      DoubleVector q = root(width.mul(i));
      DoubleVector u = up.mul(l).add(low.mul(r)).mul(i);
      u.intoArray(us, k);
      DoubleVector b = at(normal, k);
      DoubleVector a = b.abs().mul(q);
      u.sub(a).abs().intoArray(s1, k);
      u.add(a).abs().intoArray(s2, k);
      DoubleVector sign = most(minusOne, least(one, b.mul(1e30)));
      density.mul(q).mul(sign).intoArray(sq, k);
      q.mul(sign).intoArray(isq, k);
    }
  }

  /**
   * Computes the coefficients of the jumps of transverse velocity (g) and field (h) across one
   * outer wave from the mass flux (m) through it and 1/ρ (i), and the weight of HLLD (w).
   */
  private void coupling(
      double[][] side, double[] m, double[] i, double[] g, double[] h, double[] w) {
    double[] normal = bn;
    double[] velocity = side[1];
    DoubleVector one = DoubleVector.broadcast(S, 1);
    DoubleVector limit = DoubleVector.broadcast(S, 800);
    for (int k = 0; k < n; k += S.length()) {
      DoubleVector b = at(normal, k);
      DoubleVector bb = b.mul(b);
      DoubleVector mm = at(m, k);
      mm = mm.mul(mm);
      DoubleVector e = mm.mul(at(sr, k).sub(at(sl, k)).mul(at(ims, k)));
      DoubleVector d = one.div(most(e.sub(bb), e.mul(1e-3)));
      b.mul(at(us, k).sub(at(velocity, k))).mul(d).intoArray(g, k);
      mm.mul(at(i, k)).sub(bb).mul(d).intoArray(h, k);
      limit.sub(e.mul(d)).mul(1 / 700.0).intoArray(w, k);
    }
  }

  /** Computes the weight of HLLD from those of both sides. */
  private void blend() {
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector one = DoubleVector.broadcast(S, 1);
    for (int k = 0; k < n; k += S.length()) {
      most(zero, least(one, least(at(th, k), at(w, k)))).intoArray(th, k);
    }
  }

  /** Computes the fluxes of mass and of normal momentum. */
  private void normal() {
    double[] normal = bn;
    double[] rhoL = left[0];
    double[] rhoR = right[0];
    double[] uL = left[1];
    double[] uR = right[1];
    double[] massFlux = flux[0];
    double[] momentumFlux = flux[1];
    for (int k = 0; k < n; k += S.length()) {
      DoubleVector rl = at(rhoL, k);
      DoubleVector rr = at(rhoR, k);
      DoubleVector ul = at(uL, k);
      DoubleVector ur = at(uR, k);
      DoubleVector l = rl.mul(ul);
      DoubleVector r = rr.mul(ur);
      l.intoArray(ql, k);
      r.intoArray(qr, k);
      DoubleVector a = at(al, k);
      DoubleVector c = at(ar, k);
      DoubleVector s = at(rho, k);
      DoubleVector j = a.mul(s.sub(rl)).add(c.mul(rr.sub(s)));
      l.add(r).sub(j).mul(0.5).intoArray(massFlux, k);
      DoubleVector b = at(normal, k);
      b = b.mul(b);
      DoubleVector pl = rl.mul(a2).add(at(tl, k).sub(b).mul(0.5)).add(l.mul(ul));
      DoubleVector pr = rr.mul(a2).add(at(tr, k).sub(b).mul(0.5)).add(r.mul(ur));
      DoubleVector m = at(sr, k).mul(r).sub(at(sl, k).mul(l)).sub(pr.sub(pl)).mul(at(ids, k));
      j = a.mul(m.sub(l)).add(c.mul(r.sub(m)));
      pl.add(pr).sub(j).mul(0.5).intoArray(momentumFlux, k);
    }
  }

  /** Computes a transverse velocity behind the outer waves; v and y are indices of variables. */
  private void starVelocity(int v, int y) {
    double[] normal = bn;
    double[] vL = left[v];
    double[] vR = right[v];
    double[] yL = left[y];
    double[] yR = right[y];
    for (int k = 0; k < n; k += S.length()) {
      DoubleVector vl = at(vL, k);
      DoubleVector vr = at(vR, k);
      DoubleVector yl = at(yL, k);
      DoubleVector yr = at(yR, k);
      DoubleVector h =
          at(ml, k)
              .mul(vl)
              .add(at(mr, k).mul(vr))
              .add(at(normal, k).mul(yr.sub(yl)))
              .mul(at(ims, k));
      DoubleVector t = at(th, k);
      h.add(t.mul(vl.sub(at(gl, k).mul(yl)).sub(h))).intoArray(vsl, k);
      h.add(t.mul(vr.sub(at(gr, k).mul(yr)).sub(h))).intoArray(vsr, k);
    }
  }

  /** Computes a transverse field behind the outer waves; v and y are indices of variables. */
  private void starField(int v, int y) {
    double[] normal = bn;
    double[] vL = left[v];
    double[] vR = right[v];
    double[] yL = left[y];
    double[] yR = right[y];
    for (int k = 0; k < n; k += S.length()) {
      DoubleVector yl = at(yL, k);
      DoubleVector yr = at(yR, k);
      DoubleVector h =
          at(xl, k)
              .mul(yl)
              .add(at(xr, k).mul(yr))
              .add(at(normal, k).mul(at(vR, k).sub(at(vL, k))))
              .mul(at(ids, k));
      DoubleVector t = at(th, k);
      h.add(t.mul(at(hl, k).mul(yl).sub(h))).intoArray(ysl, k);
      h.add(t.mul(at(hr, k).mul(yr).sub(h))).intoArray(ysr, k);
    }
  }

  /** Computes the flux of a transverse field; v and y are indices of variables. */
  private void fieldFlux(int v, int y) {
    double[] normal = bn;
    double[] uL = left[1];
    double[] uR = right[1];
    double[] vL = left[v];
    double[] vR = right[v];
    double[] yL = left[y];
    double[] yR = right[y];
    double[] f = flux[y];
    for (int k = 0; k < n; k += S.length()) {
      DoubleVector b = at(normal, k);
      DoubleVector l = at(ysl, k);
      DoubleVector r = at(ysr, k);
      DoubleVector s = l.add(r).add(at(sq, k).mul(at(vsr, k).sub(at(vsl, k)))).mul(0.5);
      DoubleVector i = at(s1, k).mul(s.sub(l)).add(at(s2, k).mul(r.sub(s)));
      DoubleVector yl = at(yL, k);
      DoubleVector yr = at(yR, k);
      DoubleVector j = at(al, k).mul(l.sub(yl)).add(at(ar, k).mul(yr.sub(r)));
      l = at(uL, k).mul(yl).sub(b.mul(at(vL, k)));
      r = at(uR, k).mul(yr).sub(b.mul(at(vR, k)));
      l.add(r).sub(j.add(i)).mul(0.5).intoArray(f, k);
    }
  }

  /** Computes the flux of a transverse momentum; v and y are indices of variables. */
  private void momentumFlux(int v, int y) {
    double[] normal = bn;
    double[] rhoL = left[0];
    double[] rhoR = right[0];
    double[] vL = left[v];
    double[] vR = right[v];
    double[] yL = left[y];
    double[] yR = right[y];
    double[] f = flux[v];
    for (int k = 0; k < n; k += S.length()) {
      DoubleVector b = at(normal, k);
      DoubleVector l = at(vsl, k);
      DoubleVector r = at(vsr, k);
      DoubleVector density = at(rho, k);
      DoubleVector s = l.add(r).add(at(isq, k).mul(at(ysr, k).sub(at(ysl, k)))).mul(0.5);
      DoubleVector i = density.mul(at(s1, k).mul(s.sub(l)).add(at(s2, k).mul(r.sub(s))));
      DoubleVector vl = at(vL, k);
      DoubleVector vr = at(vR, k);
      DoubleVector j =
          at(al, k)
              .mul(density.mul(l).sub(at(rhoL, k).mul(vl)))
              .add(at(ar, k).mul(at(rhoR, k).mul(vr).sub(density.mul(r))));
      l = at(ql, k).mul(vl).sub(b.mul(at(yL, k)));
      r = at(qr, k).mul(vr).sub(b.mul(at(yR, k)));
      l.add(r).sub(j.add(i)).mul(0.5).intoArray(f, k);
    }
  }

  @Override
  public void faces(
      double[] a, double[] b, double[] c, double[] d, double[] e, double[] low, double[] high) {
    offset(b, c, d, e, up);
    offset(d, c, b, a, down);
    monotone(c, up, down, high);
    monotone(c, down, up, low);
  }

  /** Computes the limited value at the face between cells b and c minus the mean of b. */
  private void offset(double[] a, double[] b, double[] c, double[] d, double[] o) {
    DoubleVector zero = DoubleVector.zero(S);
    for (int k = 0; k < n; k += S.length()) {
      DoubleVector here = at(b, k);
      DoubleVector next = at(c, k);
      DoubleVector p = here.add(next).mul(7).sub(at(a, k).add(at(d, k))).mul(1 / 12.0).sub(here);
      limited(zero, p, next.sub(here)).intoArray(o, k);
    }
  }

  /** Limits the offset p of one face to twice that of the other face, with the opposite sign. */
  private void monotone(double[] c, double[] p, double[] other, double[] o) {
    DoubleVector zero = DoubleVector.zero(S);
    for (int k = 0; k < n; k += S.length()) {
      at(c, k).add(limited(zero, at(p, k), at(other, k).mul(-2))).intoArray(o, k);
    }
  }

  /** Returns the number of smaller magnitude where p and q have the same sign, otherwise zero. */
  private static DoubleVector limited(DoubleVector zero, DoubleVector p, DoubleVector q) {
    VectorMask<Double> first = p.lt(q);
    DoubleVector least = q.blend(p, first);
    DoubleVector most = p.blend(q, first);
    return zero.blend(least, zero.lt(least)).blend(most, most.lt(zero));
  }

  @Override
  public void edges(
      double[][] a, double[][] wa, double[][] b, double[][] wb, double[][] c, double[] out) {
    mean(a[0], a[1], b[0], b[1], out);
    add(wa[0], wa[1], b[0], b[1], c[0], c[1], c[2], c[3], out);
    add(wb[0], wb[1], a[0], a[1], c[0], c[2], c[1], c[3], out);
  }

  private void mean(double[] a, double[] b, double[] c, double[] d, double[] o) {
    for (int k = 0; k < n; k += S.length()) {
      at(a, k).add(at(b, k)).add(at(c, k).add(at(d, k))).mul(0.25).intoArray(o, k);
    }
  }

  /**
   * Adds a quarter of the upwind differences at the lower (0) and upper (1) face between two pairs
   * of faces f and the cells beside them.
   */
  private void add(
      double[] w0,
      double[] w1,
      double[] f0,
      double[] f1,
      double[] c00,
      double[] c01,
      double[] c10,
      double[] c11,
      double[] o) {
    DoubleVector one = DoubleVector.broadcast(S, 1);
    for (int k = 0; k < n; k += S.length()) {
      DoubleVector low = at(f0, k);
      DoubleVector high = at(f1, k);
      DoubleVector w = at(w0, k);
      DoubleVector p = w.mul(low.sub(at(c00, k))).add(one.sub(w).mul(high.sub(at(c01, k))));
      w = at(w1, k);
      DoubleVector q = w.mul(low.sub(at(c10, k))).add(one.sub(w).mul(high.sub(at(c11, k))));
      at(o, k).add(p.add(q).mul(0.25)).intoArray(o, k);
    }
  }
}
