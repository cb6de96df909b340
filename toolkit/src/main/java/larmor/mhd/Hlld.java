package larmor.mhd;

/**
 * The HLLD Riemann solver of isothermal MHD, which computes the fluxes through a row of faces
 * (Mignone 2007, J. Comput. Phys. 225, 1427).
 *
 * <p>The left and the right state of each face consist of density, normal velocity, two transverse
 * velocities and two transverse magnetic components; both sides have the same normal magnetic
 * component. The flux is computed as the mean of the fluxes of both sides minus half the sum, over
 * the waves, of |wave speed| times jump. This form has no branches and gives the same bits when
 * left and right are exchanged.
 *
 * <p>The method deviates from the paper where the speed of an Alfvén wave approaches that of the
 * outer wave. While 1 - (c_A / |S - u*|)² falls from 0.01 to 0.00125, the transverse components of
 * the intermediate states change smoothly to the HLL average; the paper switches at exact
 * degeneracy. Both methods agree there to the order of this quantity.
 *
 * <p>Each loop is short enough for the compiler to use vector instructions; one long loop took four
 * times as long. In the names of work arrays, {@code l} and {@code r} at the end stand for the left
 * and the right side, and {@code i} at the start for an inverse. Threads cannot share an object.
 */
final class Hlld {
  /** The factor that, after clipping to -1 and 1, turns a normal field into its sign. */
  private static final double SIGN = 1e30;

  private final int n;
  private final double a2;
  private final double[] tl, tr, il, ir, el, er, cl, cr, sl, sr, al, ar, xl, xr, ml, mr;
  private final double[] ids, ims, us, rho, irho, sq, isq, s1, s2, th, gl, gr, hl, hr;
  private final double[] ql, qr, pl, pr, mh, vh, yh, vsl, vsr, ysl, ysr, vs, ys, o1, o2;

  /**
   * Allocates the work arrays.
   *
   * @param n number of faces in a row
   * @param a2 square of the sound speed
   */
  Hlld(int n, double a2) {
    this.n = n;
    this.a2 = a2;
    tl = row();
    tr = row();
    il = row();
    ir = row();
    el = row();
    er = row();
    cl = row();
    cr = row();
    sl = row();
    sr = row();
    al = row();
    ar = row();
    xl = row();
    xr = row();
    ml = row();
    mr = row();
    ids = row();
    ims = row();
    us = row();
    rho = row();
    irho = row();
    sq = row();
    isq = row();
    s1 = row();
    s2 = row();
    th = row();
    gl = row();
    gr = row();
    hl = row();
    hr = row();
    ql = row();
    qr = row();
    pl = row();
    pr = row();
    mh = row();
    vh = row();
    yh = row();
    vsl = row();
    vsr = row();
    ysl = row();
    ysr = row();
    vs = row();
    ys = row();
    o1 = row();
    o2 = row();
  }

  private double[] row() {
    return new double[n];
  }

  /**
   * Computes the fluxes through n faces. Velocity u is normal to the face, v and w are transverse.
   *
   * @param bn normal magnetic component. Not modified.
   * @param l left states, six arrays: density, velocities u, v, w, magnetic components along v and
   *     w. Not modified.
   * @param r right states. Not modified.
   * @param f Modified. Six arrays: fluxes of mass, of momentum along u, v and w, and of the
   *     magnetic components along v and w.
   */
  void fluxes(double[] bn, double[][] l, double[][] r, double[][] f) {
    fast(bn, l, tl, il, el, cl);
    fast(bn, r, tr, ir, er, cr);
    outer(n, l[1], cl, r[1], cr, sl, sr);
    difference(n, l[1], sl, xl);
    difference(n, sr, r[1], xr);
    product(n, l[0], xl, ml);
    product(n, r[0], xr, mr);
    difference(n, sr, sl, o1);
    sum(n, ml, mr, o2);
    inverse(n, o1, ids);
    inverse(n, o2, ims);
    product(n, o2, ids, rho);
    product(n, o1, ims, irho);
    weighted(n, sr, ml, sl, mr, ims, us);
    root(n, irho, isq);
    product(n, rho, isq, sq);
    inner(n, bn, us, isq, s1, s2);
    coupling(bn, ml, il, l[1], gl, hl, th);
    coupling(bn, mr, ir, r[1], gr, hr, o1);
    blend(n, th, o1);
    oriented(n, bn, sq);
    oriented(n, bn, isq);
    absolute(n, sl, al);
    absolute(n, sr, ar);
    normal(bn, l, r, f);
    transverse(bn, l[0], l[1], l[2], l[4], r[0], r[1], r[2], r[4], f[2], f[4]);
    transverse(bn, l[0], l[1], l[3], l[5], r[0], r[1], r[3], r[5], f[3], f[5]);
  }

  /**
   * Computes transverse b² (t), 1/ρ (i), transverse b²/ρ (e) and the fast speed (c) of one side.
   */
  private void fast(double[] bn, double[][] w, double[] t, double[] i, double[] e, double[] c) {
    squares(n, w[4], w[5], t);
    inverse(n, w[0], i);
    product(n, t, i, e);
    alfven(n, bn, i, e, c);
    fastSpeed(n, a2, e, c);
  }

  /**
   * Computes the coefficients of the jumps of transverse velocity (g) and transverse field (h)
   * across one outer wave from the mass flux m through the wave, and the weight theta that HLLD has
   * relative to HLL.
   */
  private void coupling(
      double[] bn, double[] m, double[] i, double[] u, double[] g, double[] h, double[] theta) {
    product(n, m, m, o2);
    product(n, o2, irho, vh);
    separation(n, bn, vh, yh);
    response(n, bn, us, u, yh, g);
    compression(n, bn, o2, i, yh, h);
    separate(n, vh, yh, theta);
  }

  /** Computes the fluxes of mass and of normal momentum. */
  private void normal(double[] bn, double[][] l, double[][] r, double[][] f) {
    product(n, l[0], l[1], ql);
    product(n, r[0], r[1], qr);
    jump(n, al, ar, l[0], rho, r[0], o1);
    half(n, ql, qr, o1, f[0]);
    pressure(n, a2, bn, ql, l[1], l[0], tl, pl);
    pressure(n, a2, bn, qr, r[1], r[0], tr, pr);
    crossed(n, sr, qr, sl, ql, o1);
    average(n, o1, pl, pr, ids, mh);
    jump(n, al, ar, ql, mh, qr, o1);
    half(n, pl, pr, o1, f[1]);
  }

  /** Computes the fluxes of one component of transverse momentum and of the field along it. */
  private void transverse(
      double[] bn,
      double[] rl,
      double[] ul,
      double[] vl,
      double[] yl,
      double[] rr,
      double[] ur,
      double[] vr,
      double[] yr,
      double[] fv,
      double[] fy) {
    both(n, ml, vl, mr, vr, o1);
    hll(n, o1, bn, yl, yr, ims, vh);
    both(n, xl, yl, xr, yr, o1);
    hll(n, o1, bn, vl, vr, ids, yh);
    starVelocity(n, th, gl, vh, vl, yl, vsl);
    starVelocity(n, th, gr, vh, vr, yr, vsr);
    starField(n, th, hl, yh, yl, ysl);
    starField(n, th, hr, yh, yr, ysr);
    centre(n, isq, vsl, vsr, ysl, ysr, vs);
    centre(n, sq, ysl, ysr, vsl, vsr, ys);

    jumps(n, al, ar, yl, ysl, ysr, yr, o1);
    jump(n, s1, s2, ysl, ys, ysr, o2);
    crossed(n, ul, yl, bn, vl, pl);
    crossed(n, ur, yr, bn, vr, pr);
    flux(n, pl, pr, o1, o2, fy);

    jump(n, s1, s2, vsl, vs, vsr, o2);
    product(n, rho, o2, o2);
    product(n, rho, vsl, vsl);
    product(n, rho, vsr, vsr);
    product(n, rl, vl, vh);
    product(n, rr, vr, yh);
    jumps(n, al, ar, vh, vsl, vsr, yh, o1);
    crossed(n, ql, vl, bn, yl, pl);
    crossed(n, qr, vr, bn, yr, pr);
    flux(n, pl, pr, o1, o2, fv);
  }

  private static void squares(int n, double[] a, double[] b, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = a[k] * a[k] + b[k] * b[k];
    }
  }

  private static void inverse(int n, double[] a, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = 1 / a[k];
    }
  }

  private static void product(int n, double[] a, double[] b, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = a[k] * b[k];
    }
  }

  private static void sum(int n, double[] a, double[] b, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = a[k] + b[k];
    }
  }

  private static void difference(int n, double[] a, double[] b, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = a[k] - b[k];
    }
  }

  private static void root(int n, double[] a, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = Math.sqrt(a[k]);
    }
  }

  private static void absolute(int n, double[] a, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = Math.abs(a[k]);
    }
  }

  private static void alfven(int n, double[] bn, double[] i, double[] e, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = bn[k] * bn[k] * i[k] + e[k];
    }
  }

  /**
   * Computes the fast speed from b²/ρ (in c, which is overwritten) and transverse b²/ρ (e), in a
   * form without cancellation under the root.
   */
  private static void fastSpeed(int n, double a2, double[] e, double[] c) {
    for (int k = 0; k < n; k++) {
      double d = c[k] - a2;
      c[k] = Math.sqrt(0.5 * ((a2 + c[k]) + Math.sqrt(d * d + 4 * a2 * e[k])));
    }
  }

  private static void outer(
      int n, double[] ul, double[] cl, double[] ur, double[] cr, double[] sl, double[] sr) {
    for (int k = 0; k < n; k++) {
      sl[k] = Math.min(ul[k] - cl[k], ur[k] - cr[k]);
    }
    for (int k = 0; k < n; k++) {
      sr[k] = Math.max(ul[k] + cl[k], ur[k] + cr[k]);
    }
  }

  private static void weighted(
      int n, double[] a, double[] b, double[] c, double[] d, double[] i, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = (a[k] * b[k] + c[k] * d[k]) * i[k];
    }
  }

  private static void inner(
      int n, double[] bn, double[] us, double[] isq, double[] s1, double[] s2) {
    for (int k = 0; k < n; k++) {
      s1[k] = Math.abs(us[k] - Math.abs(bn[k]) * isq[k]);
    }
    for (int k = 0; k < n; k++) {
      s2[k] = Math.abs(us[k] + Math.abs(bn[k]) * isq[k]);
    }
  }

  private static void separation(int n, double[] bn, double[] e, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = 1 / Math.max(e[k] - bn[k] * bn[k], 1e-3 * e[k]);
    }
  }

  private static void response(
      int n, double[] bn, double[] us, double[] u, double[] i, double[] g) {
    for (int k = 0; k < n; k++) {
      g[k] = bn[k] * (us[k] - u[k]) * i[k];
    }
  }

  private static void compression(
      int n, double[] bn, double[] mm, double[] i, double[] d, double[] h) {
    for (int k = 0; k < n; k++) {
      h[k] = (mm[k] * i[k] - bn[k] * bn[k]) * d[k];
    }
  }

  private static void separate(int n, double[] e, double[] i, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = (800 - e[k] * i[k]) * (1 / 700.0);
    }
  }

  private static void blend(int n, double[] a, double[] b) {
    for (int k = 0; k < n; k++) {
      a[k] = Math.max(0, Math.min(1, Math.min(a[k], b[k])));
    }
  }

  private static void oriented(int n, double[] bn, double[] a) {
    for (int k = 0; k < n; k++) {
      a[k] *= Math.max(-1, Math.min(1, bn[k] * SIGN));
    }
  }

  private static void pressure(
      int n, double a2, double[] bn, double[] q, double[] u, double[] r, double[] t, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = a2 * r[k] + 0.5 * (t[k] - bn[k] * bn[k]);
    }
    for (int k = 0; k < n; k++) {
      o[k] += q[k] * u[k];
    }
  }

  private static void crossed(int n, double[] a, double[] b, double[] c, double[] d, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = a[k] * b[k] - c[k] * d[k];
    }
  }

  private static void both(int n, double[] a, double[] b, double[] c, double[] d, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = a[k] * b[k] + c[k] * d[k];
    }
  }

  private static void average(int n, double[] d, double[] pl, double[] pr, double[] i, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = (d[k] - (pr[k] - pl[k])) * i[k];
    }
  }

  private static void hll(
      int n, double[] d, double[] bn, double[] l, double[] r, double[] i, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = (d[k] + bn[k] * (r[k] - l[k])) * i[k];
    }
  }

  private static void starVelocity(
      int n, double[] th, double[] g, double[] h, double[] v, double[] y, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = h[k] + th[k] * ((v[k] - g[k] * y[k]) - h[k]);
    }
  }

  private static void starField(
      int n, double[] th, double[] g, double[] h, double[] y, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = h[k] + th[k] * (g[k] * y[k] - h[k]);
    }
  }

  private static void centre(
      int n, double[] x, double[] a, double[] b, double[] c, double[] d, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = 0.5 * ((a[k] + b[k]) + x[k] * (d[k] - c[k]));
    }
  }

  private static void jump(
      int n, double[] sl, double[] sr, double[] a, double[] s, double[] b, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = sl[k] * (s[k] - a[k]) + sr[k] * (b[k] - s[k]);
    }
  }

  private static void jumps(
      int n, double[] sl, double[] sr, double[] a, double[] s, double[] t, double[] b, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = sl[k] * (s[k] - a[k]) + sr[k] * (b[k] - t[k]);
    }
  }

  private static void half(int n, double[] a, double[] b, double[] j, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = 0.5 * ((a[k] + b[k]) - j[k]);
    }
  }

  private static void flux(int n, double[] a, double[] b, double[] j, double[] h, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = 0.5 * ((a[k] + b[k]) - (j[k] + h[k]));
    }
  }
}
