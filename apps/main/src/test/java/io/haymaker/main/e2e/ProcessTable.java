package io.haymaker.main.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The processes of this machine, as /proc shows them. */
final class ProcessTable {
  private static final Path PROC = Path.of("/proc");

  private ProcessTable() {}

  /** A process and what it was started with. */
  record Entry(long pid, String commandLine, String environment) {
    private boolean mentions(String text) {
      return commandLine.contains(text) || environment.contains(text);
    }

    @Override
    public String toString() {
      return pid + " " + commandLine;
    }
  }

  static boolean isThere() {
    return Files.isDirectory(PROC.resolve("self"));
  }

  /** All that are alive; of those of other users only the command line is seen. */
  static List<Entry> all() {
    try (Stream<Path> files = Files.list(PROC)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).matches("\\d+"))
          .map(
              file ->
                  new Entry(
                      Long.parseLong(String.valueOf(file.getFileName())),
                      text(file.resolve("cmdline")),
                      text(file.resolve("environ"))))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("no process table", e);
    }
  }

  /**
   * The processes that have to do with a folder: everything that a demo starts has the path of its
   * data folder on its command line or in its environment.
   */
  static List<Entry> about(Path folder) {
    long own = ProcessHandle.current().pid();
    return all().stream()
        .filter(entry -> entry.pid() != own && entry.mentions(folder.toString()))
        .toList();
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException e) {
      // It ended while we looked, or is another user's.
      return "";
    }
  }
}
