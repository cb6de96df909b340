package larmor.field;

import java.nio.file.Path;

/** Cubes in and out of files, as most people need them; for more, see the two classes. */
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

  /**
   * By the name of the file: .npy for NumPy (n x n x n x 3 floats, x slowest), .raw for CRPropa
   * (the same without a header), else FITS, see {@link CubeWriter#write}.
   */
  public static void write(FieldCube cube, Path file) {
    if (ArrayWriter.writes(file)) {
      ArrayWriter.write(cube, file);
    } else {
      CubeWriter.standard().write(cube, file);
    }
  }
}
