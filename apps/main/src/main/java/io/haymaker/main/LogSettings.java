package io.haymaker.main;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the log goes, and how.
 *
 * @param file in place of the data folder's own
 */
public record LogSettings(Optional<Path> file, Format format) {

  /** What a line of it is. */
  public enum Format {
    /** For people. */
    TEXT,
    /** An object of JSON, for programs. */
    JSON
  }
}
