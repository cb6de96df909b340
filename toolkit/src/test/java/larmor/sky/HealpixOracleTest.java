package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Every pixel function against the official Healpix Java (Debian and Ubuntu package
 * libhealpix-java), where it is installed.
 */
class HealpixOracleTest {
  private static final Path JAR =
      Path.of(System.getProperty("larmor.healpix.jar", "/usr/share/java/healpix.jar"));

  @Test
  void pixelFunctionsEqualHealpixJava() throws Exception {
    if (!Files.exists(JAR)) {
      System.out.println(
          "SKIPPED pixelFunctionsEqualHealpixJava: no " + JAR + "; install libhealpix-java");
    }
    Assumptions.assumeTrue(Files.exists(JAR), "no " + JAR);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {JAR.toUri().toURL()}, null)) {
      Oracle oracle = new Oracle(loader);
      for (int nside = 1; nside <= 1024; nside *= 2) {
        compare(Healpix.of(nside), oracle);
      }
    }
  }

  private static void compare(Healpix grid, Oracle oracle) throws Exception {
    Object ring = oracle.base(grid.nside(), "RING");
    Object nest = oracle.base(grid.nside(), "NESTED");
    RandomStream random = RandomStream.of(31, grid.nside());
    boolean all = grid.pixels() <= 50_000;
    int pixels = all ? grid.pixels() : 5000;
    for (int i = 0; i < pixels; i++) {
      int p = all ? i : random.below(grid.pixels());
      Vec3 n = grid.direction(p);
      assertEquals(0, n.minus(oracle.direction(ring, p)).norm(), 4e-15);
      assertEquals(oracle.number("ring2nest", ring, p), grid.nested(p));
      assertEquals(oracle.number("nest2ring", ring, p), grid.fromNested(p));
      assertEquals(p, oracle.pixel(ring, n));
      assertArrayEquals(oracle.neighbours(ring, p), grid.neighbours(p), "neighbours of " + p);
    }
    for (int i = 0; i < 4000; i++) {
      Vec3 n = random.direction();
      if (i % 4 == 0) {
        n = new Vec3(n.x() * 1e-3, n.y() * 1e-3, Math.signum(n.z())).unit();
      }
      int p = grid.pixel(n);
      assertEquals(oracle.pixel(ring, n), p, "pixel of " + n);
      assertEquals(oracle.pixel(nest, n), grid.nested(p), "nested pixel of " + n);
    }
    for (int i = 0; i < 20; i++) {
      Vec3 n = random.direction();
      double radius = random.uniform(0, Math.min(3, 20 * grid.resolution()));
      assertArrayEquals(
          oracle.disc(ring, n, radius), grid.disc(n, radius), "disc about " + n + " of " + radius);
    }
  }

  private static final class Oracle {
    private final Class<?> base;
    private final Class<?> scheme;
    private final Constructor<?> vector;
    private final Constructor<?> pointing;

    Oracle(ClassLoader loader) throws Exception {
      base = loader.loadClass("healpix.essentials.HealpixBase");
      scheme = loader.loadClass("healpix.essentials.Scheme");
      Class<?> vec3 = loader.loadClass("healpix.essentials.Vec3");
      vector = vec3.getConstructor(double.class, double.class, double.class);
      pointing = loader.loadClass("healpix.essentials.Pointing").getConstructor(vec3);
    }

    Object base(int nside, String order) throws Exception {
      return base.getConstructor(long.class, scheme)
          .newInstance((long) nside, scheme.getMethod("valueOf", String.class).invoke(null, order));
    }

    long number(String name, Object grid, long p) throws Exception {
      return (Long) base.getMethod(name, long.class).invoke(grid, p);
    }

    long pixel(Object grid, Vec3 n) throws Exception {
      Method m = base.getMethod("vec2pix", vector.getDeclaringClass());
      return (Long) m.invoke(grid, vector.newInstance(n.x(), n.y(), n.z()));
    }

    Vec3 direction(Object grid, long p) throws Exception {
      Object v = base.getMethod("pix2vec", long.class).invoke(grid, p);
      Class<?> c = v.getClass();
      return new Vec3(
          c.getField("x").getDouble(v), c.getField("y").getDouble(v), c.getField("z").getDouble(v));
    }

    int[] neighbours(Object grid, long p) throws Exception {
      long[] found = (long[]) base.getMethod("neighbours", long.class).invoke(grid, p);
      return Arrays.stream(found).mapToInt(v -> (int) v).toArray();
    }

    int[] disc(Object grid, Vec3 n, double radius) throws Exception {
      Object at = pointing.newInstance(vector.newInstance(n.x(), n.y(), n.z()));
      Object set =
          base.getMethod("queryDisc", pointing.getDeclaringClass(), double.class)
              .invoke(grid, at, radius);
      long[] found = (long[]) set.getClass().getMethod("toArray").invoke(set);
      return Arrays.stream(found).mapToInt(v -> (int) v).toArray();
    }
  }
}
