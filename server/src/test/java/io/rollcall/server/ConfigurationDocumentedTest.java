package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of keys in docs/configuration.md is that of the mapping interfaces. */
class ConfigurationDocumentedTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `(rollcall\\.[a-z.-]+)` \\| ([^|]*) \\|.*");
  private static final String NO_DEFAULT = "";

  @Test
  void everyKeyHasARowAndEveryRowIsAKey() throws IOException {
    assertThat(rows().keySet()).isEqualTo(keys().keySet());
  }

  @Test
  void defaultsAreThoseOfTheCode() throws IOException {
    var rows = rows();
    keys()
        .forEach(
            (key, byDefault) -> {
              if (!byDefault.equals(NO_DEFAULT)) {
                assertThat(rows.get(key)).as(key).isEqualTo("`" + byDefault + "`");
              }
            });
  }

  /** What the page says is the default of each key. */
  private static Map<String, String> rows() throws IOException {
    var rows = new TreeMap<String, String>();
    for (var line : Files.readAllLines(PAGE)) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1), row.group(2).strip());
      }
    }
    return rows;
  }

  /** The default of each key, by the interfaces that the server reads its settings through. */
  private static Map<String, String> keys() {
    var keys = new TreeMap<String, String>();
    new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.rollcall.server")
            .stream()
            .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
            .map(JavaClass::reflect)
            .forEach(
                mapping ->
                    collect(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping, keys));
    return keys;
  }

  private static void collect(String prefix, Class<?> group, Map<String, String> keys) {
    for (var method : group.getDeclaredMethods()) {
      var key = prefix + "." + kebabCase(method.getName());
      var type = method.getReturnType();
      if (group.equals(type.getEnclosingClass()) && type.isInterface()) {
        collect(key, type, keys);
      } else {
        var byDefault = method.getAnnotation(WithDefault.class);
        keys.put(key, byDefault == null ? NO_DEFAULT : byDefault.value());
      }
    }
  }

  private static String kebabCase(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
