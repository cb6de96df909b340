package larmor.course;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A notebook of the project, as its file has it. */
record NotebookFile(String name, JsonObject json) {
  /** The project's top folder: Maven runs the tests in the folder of their module. */
  static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();

  record Cell(String type, String source, JsonObject json) {
    boolean isCode() {
      return type.equals("code");
    }
  }

  static List<NotebookFile> all() {
    List<NotebookFile> found = new ArrayList<>();
    Path top = PROJECT.resolve("notebooks");
    for (Path folder : List.of(top, top.resolve("solutions"))) {
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(p -> p.toString().endsWith(".ipynb"))
            .sorted()
            .map(NotebookFile::read)
            .forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  private static NotebookFile read(Path file) {
    try {
      String name = file.getFileName().toString().replace(".ipynb", "");
      return new NotebookFile(
          name, JsonParser.parseString(Files.readString(file)).getAsJsonObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Cell> cells() {
    return elements(json.getAsJsonArray("cells"))
        .map(JsonElement::getAsJsonObject)
        .map(c -> new Cell(c.get("cell_type").getAsString(), source(c.get("source")), c))
        .toList();
  }

  private static String source(JsonElement source) {
    return source.isJsonArray()
        ? elements(source.getAsJsonArray())
            .map(JsonElement::getAsString)
            .collect(Collectors.joining())
        : source.getAsString();
  }

  private static Stream<JsonElement> elements(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
