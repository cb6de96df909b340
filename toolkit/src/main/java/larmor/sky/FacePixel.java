package larmor.sky;

import larmor.numeric.Vec3;

/**
 * A pixel that is identified by its indices x and y on one of the 12 base pixels (faces) of
 * HEALPix. Both indices start at the southern corner of the face; x increases to the north-east, y
 * to the north-west. Faces 0–3 surround the north pole, 4–7 lie on the equator, 8–11 surround the
 * south pole (Górski et al. 2005, ApJ 622, 759, section 4).
 */
record FacePixel(int nside, int face, int x, int y) {

  static FacePixel ofNested(int nside, int nested) {
    int perFace = nside * nside;
    int inside = nested % perFace;
    return new FacePixel(nside, nested / perFace, gather(inside), gather(inside >>> 1));
  }

  static FacePixel ofRing(Healpix grid, int pixel) {
    int n = grid.nside();
    int ring = grid.ring(pixel);
    int j = pixel - grid.ringStart(ring);
    int perQuarter = grid.ringLength(ring) / 4;
    int shift = grid.ringShifted(ring) ? 1 : 0;
    int face;
    if (ring < n) {
      face = j / perQuarter;
    } else if (ring > 3 * n) {
      face = 8 + j / perQuarter;
    } else {
      int down = (2 * j + shift + ring - n) / (2 * n);
      int up = (2 * j + shift + 3 * n - ring) / (2 * n);
      face = down == up ? 4 + (down & 3) : down < up ? down : 8 + up;
    }
    int sum = (2 + face / 4) * n - 1 - ring;
    int difference = 2 * j + shift - middle(face) * perQuarter;
    if (difference >= 2 * n) {
      difference -= 8 * n;
    }
    return new FacePixel(n, face, (sum + difference) >> 1, (sum - difference) >> 1);
  }

  int nested() {
    return face * nside * nside + spread(x) + 2 * spread(y);
  }

  int ring() {
    Healpix grid = new Healpix(nside);
    int ring = (2 + face / 4) * nside - x - y - 1;
    int length = grid.ringLength(ring);
    int shift = grid.ringShifted(ring) ? 1 : 0;
    int j = (middle(face) * (length / 4) + x - y - shift) / 2;
    return grid.ringStart(ring) + Math.floorMod(j, length);
  }

  /**
   * Returns the direction of any point of a face. The coordinates x and y are real numbers; pixel
   * (i, j) covers i to i + 1 in x and j to j + 1 in y.
   */
  static Vec3 direction(int nside, int face, double x, double y) {
    double ring = (2 + face / 4) * nside - x - y;
    double fromPole = Math.min(nside, Math.min(ring, 4 * nside - ring));
    double z =
        fromPole < nside
            ? 1 - fromPole * fromPole / (3.0 * nside * nside)
            : Math.abs(2 * nside - ring) * 2 / (3 * nside);
    double phi = Math.PI / 4 * (middle(face) + (x - y) / fromPole);
    double sine = Math.sqrt((1 - z) * (1 + z));
    return new Vec3(sine * Math.cos(phi), sine * Math.sin(phi), ring < 2 * nside ? z : -z);
  }

  /**
   * Returns the neighbouring pixel at (x + dx, y + dy), where dx and dy are −1, 0 or 1; null if
   * there is none, because only three faces meet at the corner.
   */
  FacePixel step(int dx, int dy) {
    int a = x + dx;
    int b = y + dy;
    boolean east = a >= nside;
    boolean west = a < 0;
    boolean north = b >= nside;
    boolean south = b < 0;
    int column = face & 3;
    int next = (column + 1) & 3;
    int previous = (column + 3) & 3;
    int last = nside - 1;
    if (!east && !west && !north && !south) {
      return at(face, a, b);
    }
    boolean corner = (east || west) && (north || south);
    return switch (face / 4) {
      case 0 -> {
        if (corner) {
          yield east && north
              ? at((column + 2) & 3, last, last)
              : west && south ? at(8 + column, last, last) : null;
        }
        yield east
            ? at(next, b, last)
            : north
                ? at(previous, last, a)
                : west ? at(4 + column, last, b) : at(4 + next, a, last);
      }
      case 1 -> {
        if (corner) {
          yield east && south
              ? at(4 + next, 0, last)
              : west && north ? at(4 + previous, last, 0) : null;
        }
        yield east
            ? at(column, 0, b)
            : north
                ? at(previous, a, 0)
                : west ? at(8 + previous, last, b) : at(8 + column, a, last);
      }
      default -> {
        if (corner) {
          yield east && north
              ? at(column, 0, 0)
              : west && south ? at(8 + ((column + 2) & 3), 0, 0) : null;
        }
        yield east
            ? at(4 + next, 0, b)
            : north ? at(4 + column, a, 0) : west ? at(8 + previous, b, 0) : at(8 + next, 0, a);
      }
    };
  }

  private FacePixel at(int f, int a, int b) {
    return new FacePixel(nside, f, a, b);
  }

  /** Returns the longitude of a face's centre in units of π/4. */
  private static int middle(int face) {
    return 2 * (face & 3) + (face / 4 == 1 ? 0 : 1);
  }

  /** Moves each bit i of a number to bit 2i. */
  private static int spread(int v) {
    int s = (v | (v << 8)) & 0x00FF00FF;
    s = (s | (s << 4)) & 0x0F0F0F0F;
    s = (s | (s << 2)) & 0x33333333;
    return (s | (s << 1)) & 0x55555555;
  }

  /** Moves each bit 2i of a number to bit i and drops the odd bits. */
  private static int gather(int v) {
    int s = v & 0x55555555;
    s = (s | (s >>> 1)) & 0x33333333;
    s = (s | (s >>> 2)) & 0x0F0F0F0F;
    s = (s | (s >>> 4)) & 0x00FF00FF;
    return (s | (s >>> 8)) & 0x0000FFFF;
  }
}
