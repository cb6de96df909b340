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
import java.nio.file.StandardCopyOption;

/** A figure as files. */
final class FigureFiles {
  private FigureFiles() {}

  static void write(Figure figure, Path folder, String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no file name: use letters, digits, \".\", \"_\" and \"-\"");
    }
    try {
      Files.createDirectories(folder);
      put(folder.resolve(name + ".png"), Rendering.png(figure.image(2)));
      put(folder.resolve(name + ".svg"), svg(figure));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the figure cannot be written to " + folder + ": make the folder writable", e);
    }
  }

  static byte[] svg(Figure figure) throws IOException {
    VectorGraphics2D g = new VectorGraphics2D();
    figure.paint(g);
    PageSize page = new PageSize(figure.width(), figure.height());
    Document document = new SVGProcessor().getDocument(g.getCommands(), page);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.writeTo(bytes);
    return bytes.toByteArray();
  }

  private static void put(Path file, byte[] bytes) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".half");
    Files.write(half, bytes);
    Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
