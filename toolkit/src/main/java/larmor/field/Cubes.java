package larmor.field;

import java.nio.file.Path;

/**
 * Reads and writes cubes with the standard settings; {@link CubeReader} and {@link CubeWriter}
 * offer other settings.
 */
public final class Cubes {
  private Cubes() {}

  /**
   * Reads a cube as {@link CubeReader#read(Path)} does.
   *
   * @param file path of a FITS, HDF5, .npy or raw file, or of a folder with a file for each
   *     component
   * @return the cube and the report of its import
   * @throws java.io.UncheckedIOException if the file does not exist or cannot be read
   * @throws IllegalArgumentException if the file holds no field on a periodic cube
   */
  public static ImportedCube read(Path file) {
    return CubeReader.standard().read(file);
  }

  /**
   * Reads a cube from a file for each component.
   *
   * @param bx path of the file of Bx
   * @param by path of the file of By
   * @param bz path of the file of Bz
   * @return the cube and the report of its import
   * @throws java.io.UncheckedIOException if a file does not exist or cannot be read
   * @throws IllegalArgumentException if the files hold no field on a periodic cube
   */
  public static ImportedCube read(Path bx, Path by, Path bz) {
    return CubeReader.standard().read(bx, by, bz);
  }

  /**
   * Writes a cube in the format that the end of the file's name tells: .npy for NumPy (n x n x n x
   * 3 floats, x slowest), .raw for CRPropa (the same floats without a header), FITS for any other
   * name (see {@link CubeWriter}).
   *
   * @param cube Not modified
   * @param file path of the file; its folder must exist
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public static void write(FieldCube cube, Path file) {
    if (ArrayWriter.writes(file)) {
      ArrayWriter.write(cube, file);
    } else {
      CubeWriter.standard().write(cube, file);
    }
  }
}
