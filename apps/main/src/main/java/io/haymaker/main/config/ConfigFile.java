package io.haymaker.main.config;

import java.io.IOException;
import java.io.Reader;
import java.io.Serial;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A file of settings: Java properties in UTF-8, one {@code NAME=value} a line.
 *
 * @param settings what it says, unknown names left out
 * @param problems unknown names, names that come twice, and a file that cannot be read
 * @param isPrivate whether only its owner can read it
 */
record ConfigFile(
    Path path, Map<String, String> settings, List<Problem> problems, boolean isPrivate) {

  ConfigFile {
    settings = Map.copyOf(settings);
    problems = List.copyOf(problems);
  }

  static ConfigFile read(Path path) {
    var lines = new Lines();
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      lines.load(reader);
    } catch (MalformedInputException | IllegalArgumentException e) {
      return unreadable(path, "is no properties file in UTF-8");
    } catch (IOException e) {
      return unreadable(path, "cannot be read (%s)".formatted(e.getClass().getSimpleName()));
    }
    var problems = new ArrayList<Problem>();
    lines.twice.forEach(
        name ->
            problems.add(
                new Problem(name, "stands twice in " + path, "leave one of the two lines")));
    var settings = new TreeMap<String, String>();
    for (String name : lines.stringPropertyNames()) {
      if (Declarations.knows(name) || PassedOn.is(name) || FurtherScalers.knows(name)) {
        settings.put(name, lines.getProperty(name));
      } else {
        problems.add(unknown(path, name));
      }
    }
    return new ConfigFile(path, settings, problems, isPrivate(path));
  }

  /** The names of the scalers that it calls by name. */
  Set<String> scalers() {
    return FurtherScalers.names(settings);
  }

  private static ConfigFile unreadable(Path path, String why) {
    return new ConfigFile(
        path,
        Map.of(),
        List.of(new Problem("--config", path + " " + why, "give a file of NAME=value lines")),
        false);
  }

  private static Problem unknown(Path path, String name) {
    return new Problem(
        name,
        "is no setting, but stands in " + path,
        Declarations.nearest(name)
            .map(near -> "did you mean %s?".formatted(near))
            .orElse("remove it; docs/configuration.md has all that there are"));
  }

  private static boolean isPrivate(Path path) {
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
      return !rights.contains(PosixFilePermission.GROUP_READ)
          && !rights.contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException unknown) {
      // Where nobody can tell, it does not count as private.
      return false;
    }
  }

  /** Properties that notice when a name comes twice. */
  private static final class Lines extends Properties {
    @Serial private static final long serialVersionUID = 1;

    private final transient List<String> twice = new ArrayList<>();

    @Override
    public synchronized @Nullable Object put(Object name, Object value) {
      if (containsKey(name)) {
        twice.add(String.valueOf(name));
      }
      return super.put(name, value);
    }
  }
}
