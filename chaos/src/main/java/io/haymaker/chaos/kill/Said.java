package io.haymaker.chaos.kill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process writes to a file to which others wrote before. */
public final class Said {
  private final Path output;
  private final long before;

  private Said(Path output, long before) {
    this.output = output;
    this.before = before;
  }

  /** All that is written from now on. */
  public static Said from(Path output) throws IOException {
    return new Said(output, Files.exists(output) ? Files.size(output) : 0);
  }

  /** Whether this was among it. */
  public boolean contains(String text) throws IOException {
    if (!Files.exists(output)) {
      return false;
    }
    try (var lines = Files.newInputStream(output)) {
      lines.skipNBytes(before);
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8).contains(text);
    }
  }
}
