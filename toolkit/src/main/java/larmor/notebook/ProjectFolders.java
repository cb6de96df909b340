package larmor.notebook;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project and what its notebooks make are on this machine. */
final class ProjectFolders {
  private ProjectFolders() {}

  /**
   * The project's top: the system property larmor.home, the environment variable LARMOR_HOME, or
   * the nearest folder above the working directory that holds notebooks/reproduce.py.
   *
   * @throws IllegalStateException if there is none
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
        "no Larmor project at or above " + here + ": set LARMOR_HOME to the project's top folder");
  }

  /** What notebooks make: the system property larmor.build, or notebooks/build. */
  static Path build() {
    String named = System.getProperty("larmor.build");
    return named != null ? Path.of(named).toAbsolutePath() : home().resolve("notebooks/build");
  }
}
