package larmor.notebook;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folders of the project in the file system. */
final class ProjectFolders {
  private ProjectFolders() {}

  /**
   * Returns the top folder of the project. The system property larmor.home or the environment
   * variable LARMOR_HOME names this folder; without them it is the working directory or the nearest
   * folder above that contains notebooks/reproduce.py.
   *
   * @throws IllegalStateException if there is no such folder
   */
  static Path home() {
    String named = System.getProperty("larmor.home", System.getenv("LARMOR_HOME"));
    if (named != null && !named.isBlank()) {
      return Path.of(named).toAbsolutePath().normalize();
    }
    Path here = Path.of("").toAbsolutePath();
    for (Path p = here; p != null; p = p.getParent()) {
      if (Files.exists(p.resolve("notebooks/reproduce.py"))) {
        return p;
      }
    }
    throw new IllegalStateException(
        "there is no Larmor project in "
            + here
            + " or above it: set LARMOR_HOME to the project's top folder, or, for a figure alone,"
            + " write it to a file of any folder with .write(Path.of(\"figure.png\"))");
  }

  /**
   * Returns the folder to which notebooks write. The system property larmor.build names this
   * folder; without it the folder is notebooks/build.
   */
  static Path build() {
    String named = System.getProperty("larmor.build");
    return named != null ? Path.of(named).toAbsolutePath() : home().resolve("notebooks/build");
  }
}
