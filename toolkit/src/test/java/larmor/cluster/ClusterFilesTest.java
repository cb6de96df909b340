package larmor.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The example files for clusters, as far as they can be checked without one. */
class ClusterFilesTest {
  private static final Path FOLDER = Path.of("src/cluster");

  /** What must be on in each of them. */
  private static final Map<String, String> SECURE =
      Map.of(
          "spark.authenticate", "true",
          "spark.network.crypto.enabled", "true",
          "spark.io.encryption.enabled", "true",
          "spark.ui.enabled", "false");

  private static Map<String, String> properties(String name) throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(FOLDER.resolve(name))) {
      properties.load(in);
    }
    Map<String, String> map = new TreeMap<>();
    properties.forEach((key, value) -> map.put((String) key, (String) value));
    return map;
  }

  private static List<Map<String, Object>> kubernetes() throws IOException {
    List<Map<String, Object>> documents = new ArrayList<>();
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    try (Reader in = Files.newBufferedReader(FOLDER.resolve("kubernetes.yaml"))) {
      for (Object document : new Yaml(new SafeConstructor(strict)).loadAll(in)) {
        documents.add(map(document));
      }
    }
    return documents;
  }

  private static Map<String, Object> map(Object node) {
    Map<String, Object> map = new HashMap<>();
    ((Map<?, ?>) node).forEach((key, value) -> map.put((String) key, value));
    return map;
  }

  /** The node at a path of keys and list indices. */
  private static Object at(Object node, String... path) {
    Object here = node;
    for (String step : path) {
      here = here instanceof List<?> list ? list.get(Integer.parseInt(step)) : map(here).get(step);
      assertTrue(here != null, "there is no " + String.join(".", path));
    }
    return here;
  }

  private static Map<String, Object> ofKind(String kind) throws IOException {
    List<Map<String, Object>> all =
        kubernetes().stream().filter(d -> d.get("kind").equals(kind)).toList();
    assertEquals(1, all.size(), kind);
    return all.get(0);
  }

  /** The settings of Spark, the options of spark-submit and the arguments of the program. */
  private static List<String> arguments() throws IOException {
    List<String> arguments = new ArrayList<>();
    ((List<?>) at(container(), "args")).forEach(a -> arguments.add((String) a));
    return arguments;
  }

  private static Object container() throws IOException {
    return at(ofKind("Job"), "spec", "template", "spec", "containers", "0");
  }

  private static Map<String, String> settingsOnKubernetes() throws IOException {
    Map<String, String> settings = new TreeMap<>();
    for (String argument : arguments()) {
      if (argument.startsWith("--conf=")) {
        String[] setting = argument.substring(7).split("=", 2);
        settings.put(setting[0], setting[1]);
      }
    }
    return settings;
  }

  @Test
  void authenticationAndEncryptionAreOn() throws IOException {
    for (Map<String, String> settings :
        List.of(
            properties("spark.properties"),
            properties("yarn.properties"),
            settingsOnKubernetes())) {
      SECURE.forEach((key, value) -> assertEquals(value, settings.get(key), key));
      assertFalse(settings.containsKey("spark.authenticate.secret"));
    }
  }

  /** Keys that Spark does not know are ignored by it without a word. */
  @Test
  void sparkKnowsEachSetting() throws IOException {
    assertFalse(known("spark.network.cryptto.enabled"));
    Set<String> unknown = new TreeSet<>();
    for (Map<String, String> settings :
        List.of(
            properties("spark.properties"),
            properties("yarn.properties"),
            settingsOnKubernetes())) {
      for (String key : settings.keySet()) {
        // those of Kubernetes are known to a module that is not on this class path
        if (!known(key) && !key.startsWith("spark.kubernetes.")) {
          unknown.add(key);
        }
      }
    }
    assertEquals(Set.of("spark.master"), unknown);
  }

  private static boolean known(String key) {
    // these two register the settings
    assertNotNull(org.apache.spark.internal.config.package$.MODULE$);
    assertNotNull(org.apache.spark.internal.config.UI$.MODULE$);
    return key.equals("spark.network.crypto.cipher")
        || org.apache.spark.internal.config.ConfigEntry.findEntry(key) != null;
  }

  @Test
  void yarnRepeatsTheCommonSettings() throws IOException {
    Map<String, String> yarn = properties("yarn.properties");
    properties("spark.properties").forEach((key, value) -> assertEquals(value, yarn.get(key), key));
  }

  @Test
  void kubernetesFileIsCompleteAndConsistent() throws Exception {
    Set<String> kinds = new TreeSet<>();
    for (Map<String, Object> document : kubernetes()) {
      assertTrue(document.get("apiVersion") instanceof String, document.toString());
      assertTrue(at(document, "metadata", "name") instanceof String, document.toString());
      kinds.add((String) document.get("kind"));
      if (!document.get("kind").equals("Namespace")) {
        assertEquals("larmor", at(document, "metadata", "namespace"));
      }
    }
    assertEquals(
        Set.of(
            "Namespace",
            "ServiceAccount",
            "Role",
            "RoleBinding",
            "PersistentVolumeClaim",
            "Service",
            "NetworkPolicy",
            "Job"),
        kinds);
    Object pod = at(ofKind("Job"), "spec", "template");
    Object account = at(ofKind("ServiceAccount"), "metadata", "name");
    assertEquals(account, at(pod, "spec", "serviceAccountName"));
    assertEquals(account, at(ofKind("RoleBinding"), "subjects", "0", "name"));
    assertEquals(
        at(ofKind("Role"), "metadata", "name"), at(ofKind("RoleBinding"), "roleRef", "name"));
    assertEquals(
        at(ofKind("Service"), "spec", "selector", "app"), at(pod, "metadata", "labels", "app"));
    assertEquals(true, at(pod, "spec", "securityContext", "runAsNonRoot"));
    Object claim = at(ofKind("PersistentVolumeClaim"), "metadata", "name");
    assertEquals(claim, at(pod, "spec", "volumes", "0", "persistentVolumeClaim", "claimName"));
    Map<String, String> settings = settingsOnKubernetes();
    String volume = "spark.kubernetes.executor.volumes.persistentVolumeClaim.data.";
    assertEquals(claim, settings.get(volume + "options.claimName"));
    assertEquals(
        at(container(), "volumeMounts", "0", "mountPath"), settings.get(volume + "mount.path"));
    assertEquals(at(container(), "image"), settings.get("spark.kubernetes.container.image"));
    assertEquals(
        settings.get("spark.driver.port"),
        at(ofKind("Service"), "spec", "ports", "0", "port").toString());
    assertEquals(
        settings.get("spark.driver.blockManager.port"),
        at(ofKind("Service"), "spec", "ports", "1", "port").toString());
  }

  @Test
  void theProgramAndItsOptionsExist() throws Exception {
    List<String> arguments = arguments();
    String program =
        arguments.stream().filter(a -> a.startsWith("--class=")).findFirst().orElseThrow();
    Class.forName(program.substring(8)).getMethod("main", String[].class);
    int jar = arguments.indexOf("local:///opt/larmor/larmor-toolkit.jar");
    Map<String, String> options =
        ScanCommand.options(arguments.subList(jar + 1, arguments.size()).toArray(new String[0]));
    assertEquals("/data/scan", options.get("folder"));
  }

  /** The image has the version of Spark that the toolkit is compiled with. */
  @Test
  void theImageHasTheSparkOfTheToolkit() throws IOException {
    String recipe = Files.readString(FOLDER.resolve("Containerfile"));
    String version = org.apache.spark.package$.MODULE$.SPARK_VERSION();
    assertTrue(recipe.contains("spark:" + version + "-scala2.13-java17"), version);
    assertTrue(recipe.contains("\nUSER 185"));
  }

  @Test
  void optionsAreChecked() {
    assertEquals(
        "the option \"energy=1\" is unknown: give name=value with one of [cubes, folder, spectra,"
            + " energies, species, observers, spheres, particles, partition, seed]",
        assertThrows(IllegalArgumentException.class, () -> ScanCommand.options("energy=1"))
            .getMessage());
    assertEquals(
        "the option spectra= is missing: add it",
        assertThrows(
                IllegalArgumentException.class, () -> ScanCommand.options("cubes=a", "folder=b"))
            .getMessage());
  }
}
