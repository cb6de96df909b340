package larmor.field;

import java.nio.file.Path;

/** Cubes in and out of FITS files, as most people need them; for more, see the two classes. */
public final class Cubes {
  private Cubes() {}

  /** See {@link CubeReader#read(Path)}. */
  public static ImportedCube read(Path file) {
    return CubeReader.standard().read(file);
  }

  /** See {@link CubeReader#read(Path, Path, Path)}. */
  public static ImportedCube read(Path bx, Path by, Path bz) {
    return CubeReader.standard().read(bx, by, bz);
  }

  /** See {@link CubeWriter#write}. */
  public static void write(FieldCube cube, Path file) {
    CubeWriter.standard().write(cube, file);
  }
}
