package larmor.notebook;

import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import larmor.numeric.AtomicFile;
import larmor.numeric.Given;
import larmor.numeric.Quoted;
import tech.tablesaw.api.Table;

/** Writes figures to files. */
final class FigureFiles {
  private FigureFiles() {}

  /**
   * Writes {@code name.png} with two pixels to each CSS pixel, {@code name.svg}, {@code name.csv}
   * with the numbers of the figure, and {@code name.fits} with its sky maps.
   *
   * @param folder created if it does not exist
   * @param name a file name without ending
   * @throws IllegalArgumentException if the name has other characters than letters, digits, . _ -
   * @throws UncheckedIOException if a file cannot be written
   */
  static void write(Figure figure, Path folder, String name) {
    requireName(Given.require(name, "the name of the figure", "\"fig5\""));
    try {
      Files.createDirectories(folder);
      byte[] png = Rendering.png(figure.image(2));
      byte[] svg = svg(figure);
      AtomicFile.write(folder.resolve(name + ".png"), file -> Files.write(file, png));
      AtomicFile.write(folder.resolve(name + ".svg"), file -> Files.write(file, svg));
      Table data = figure.data();
      if (data.columnCount() > 0) {
        FigureTable.write(data, folder.resolve(name + ".csv"));
      }
      SkyData.writeFits(figure.maps(), folder, name);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the figure cannot be written to " + folder + ": make the folder writable", e);
    }
  }

  /**
   * Writes a figure to one file: a PNG with two pixels to each CSS pixel if its name ends with
   * .png, an SVG if its name ends with .svg, or its numbers if its name ends with .csv.
   *
   * @throws IllegalArgumentException if the name ends with none of these, or the figure has no
   *     numbers for a .csv file
   * @throws UncheckedIOException if the file cannot be written
   */
  static void write(Figure figure, Path file) {
    Given.require(file, "the file", "Path.of(\"plot.png\")");
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".png") && !name.endsWith(".svg") && !name.endsWith(".csv")) {
      throw new IllegalArgumentException(
          file + " names no format of a figure: end the name with .png, .svg or .csv");
    }
    try {
      if (name.endsWith(".csv")) {
        FigureTable.write(numbers(figure, file), file);
        return;
      }
      byte[] bytes = name.endsWith(".png") ? Rendering.png(figure.image(2)) : svg(figure);
      AtomicFile.write(file, temporary -> Files.write(temporary, bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the figure cannot be written to " + file + ": name a file in a writable folder", e);
    }
  }

  private static Table numbers(Figure figure, Path file) {
    Table data = figure.data();
    if (data.columnCount() == 0) {
      throw new IllegalArgumentException(
          "\""
              + figure
              + "\" shows no numbers to write to "
              + file
              + ": write a .png or .svg file");
    }
    return data;
  }

  /** Returns a figure as an SVG document. */
  static byte[] svg(Figure figure) throws IOException {
    VectorGraphics2D g = new VectorGraphics2D();
    figure.paint(g);
    PageSize page = new PageSize(figure.width(), figure.height());
    Document document = new SVGProcessor().getDocument(g.getCommands(), page);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.writeTo(bytes);
    return bytes.toByteArray();
  }

  /** Checks that a name without its ending can be that of a file. */
  static void requireName(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          Quoted.of(name) + " cannot be a file name: use letters, digits, \".\", \"_\" and \"-\"");
    }
  }
}
