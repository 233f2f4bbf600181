package io.haymaker.azure.runtime;

import io.haymaker.core.runtime.ContainerName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Counts how often containers were begun: each notes it in a file of its own. */
public final class Beginnings {
  private static final String VARIABLE = "BEGUN";

  private final Path folder;

  public Beginnings(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command of an image that notes that it was begun, and goes on with a script. */
  public static List<String> noting(String script) {
    return List.of("/bin/sh", "-c", "echo begun >> \"$%s\"; %s".formatted(VARIABLE, script));
  }

  /** What tells a container of that name where to note it. */
  public Map<String, String> environment(ContainerName name) {
    return Map.of(VARIABLE, folder.resolve(name.value()).toString());
  }

  public int of(ContainerName name) {
    try {
      Path note = folder.resolve(name.value());
      return Files.exists(note) ? Files.readAllLines(note).size() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
