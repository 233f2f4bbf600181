package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Garbage in the data folder: one line that names the place, exit code 1, nothing running. */
class CorruptDataIT {
  private static final byte[] GARBAGE =
      "this is no database\n\0\1\2".repeat(50).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void inTheDatabase() throws IOException {
    Path database = folder.resolve("d/postgres");
    Files.createDirectories(database.resolve("data"));
    Files.write(database.resolve("data/PG_VERSION"), GARBAGE);
    refuses(database);
  }

  @Test
  void inTheEmulatorsLog() throws IOException {
    Path emulator = Files.createDirectories(folder.resolve("d/emulator"));
    Files.write(emulator.resolve("cloud.log"), GARBAGE);
    refuses(emulator);
  }

  private void refuses(Path corrupt) {
    try (DemoProcess demo = DemoProcess.start(folder.resolve("d"), "--quiet")) {
      assertThat(demo.exitCode()).isEqualTo(1);
      List<String> lines = demo.errors();
      assertThat(lines).hasSize(1);
      assertThat(lines.getFirst())
          .startsWith("haymaker: ")
          .contains("corrupt")
          .contains(corrupt.toString());
      assertThat(demo.running()).isEmpty();
      assertThat(demo.hasReport()).isFalse();
    }
  }
}
