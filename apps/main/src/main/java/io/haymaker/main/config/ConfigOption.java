package io.haymaker.main.config;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of every command that reads the configuration. */
public final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "a file of settings; default the variable HAYMAKER_CONFIG, else none")
  private @Nullable Path file;

  /** The file that the user named. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }
}
