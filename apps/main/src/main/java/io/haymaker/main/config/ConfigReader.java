package io.haymaker.main.config;

import io.haymaker.main.CommandFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The way into this package for commands that need a configuration. */
public final class ConfigReader {
  /** Names the file where no option does. */
  static final String FILE = "HAYMAKER_CONFIG";

  private ConfigReader() {}

  /**
   * Reads and checks everything.
   *
   * @param file what {@code --config} named
   * @throws CommandFailure with exit code 2, all problems in its message, one a line
   */
  public static Configuration read(
      Optional<Path> file, Map<String, String> environment, Clock clock) {
    Resolution resolution = resolve(file, environment, clock);
    if (!resolution.problems().isEmpty()) {
      throw CommandFailure.usage(
          "the configuration cannot be used:\n"
              + resolution.problems().stream()
                  .map(problem -> "  " + problem.line())
                  .collect(Collectors.joining("\n")));
    }
    return new Assembler(resolution.values()).configuration();
  }

  static Resolution resolve(Optional<Path> file, Map<String, String> environment, Clock clock) {
    Optional<ConfigFile> read =
        file.or(
                () ->
                    Optional.ofNullable(environment.get(FILE))
                        .filter(path -> !path.isBlank())
                        .map(Path::of))
            .map(ConfigFile::read);
    return new Resolver(environment, read, values -> VaultDoor.open(values, clock)).resolve();
  }
}
