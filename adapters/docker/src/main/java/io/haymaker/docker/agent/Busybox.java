package io.haymaker.docker.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One program that is many. */
final class Busybox {
  private Busybox() {}

  /** The names under which it can be called. */
  static List<String> applets(Path busybox) throws IOException, InterruptedException {
    return Tool.run(List.of(busybox.toString(), "--list"))
        .lines()
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
