package io.haymaker.emulator.containerinstances;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupLogTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path folder;
  private Path file;
  private ContainerLog log;

  @BeforeEach
  void empty() {
    file = folder.resolve("log");
    log = new ContainerLog(file, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void whatWasNotWrittenIsEmpty() throws IOException {
    assertThat(log.read(false, OptionalInt.empty(), true)).isEmpty();
  }

  @Test
  void theLastLinesAreShownAndWhenTheyCame() throws IOException {
    Files.writeString(file, "one\ntwo\nthree");

    assertThat(log.read(false, OptionalInt.empty(), false)).isEqualTo("one\ntwo\nthree");
    assertThat(log.read(false, OptionalInt.of(2), false)).isEqualTo("two\nthree");
    assertThat(log.read(false, OptionalInt.of(0), false)).isEmpty();
    assertThat(log.read(false, OptionalInt.of(9), true))
        .isEqualTo(NOW + " one\n" + NOW + " two\n" + NOW + " three");
    Files.writeString(file, "one\ntwo\n");
    assertThat(log.read(false, OptionalInt.of(1), false)).isEqualTo("two\n");
  }

  @Test
  void whatHasEndedShowsAThousandLinesOr16Kilobytes() throws IOException {
    Files.writeString(file, "x\n".repeat(2_000));
    assertThat(log.read(true, OptionalInt.empty(), false)).isEqualTo("x\n".repeat(1_000));
    assertThat(log.read(false, OptionalInt.empty(), false)).hasSize(4_000);

    Files.writeString(file, "y".repeat(20_000));
    assertThat(log.read(true, OptionalInt.empty(), false)).hasSize(16 << 10);
  }

  @Test
  void whatRunsShowsFourMegabytes() throws IOException {
    Files.write(file, new byte[(4 << 20) + 10]);

    assertThat(log.read(false, OptionalInt.empty(), false)).hasSize(4 << 20);
  }
}
