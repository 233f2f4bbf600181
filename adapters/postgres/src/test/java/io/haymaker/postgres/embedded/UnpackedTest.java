package io.haymaker.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnpackedTest {
  @TempDir Path programs;

  @Test
  void programsThatAKilledProcessUnpackedInPartAreRemovedAndWholeOnesStay() throws IOException {
    Path part = Files.createDirectories(programs.resolve("PG-part/lib"));
    Files.createSymbolicLink(part.resolve("libicuuc.so"), Path.of("libicuuc.so.60"));
    Path whole = Files.createDirectories(programs.resolve("PG-whole"));
    Files.createFile(whole.resolve(".exists"));

    Unpacked.removeParts(programs);

    assertThat(programs.resolve("PG-part")).doesNotExist();
    assertThat(whole).exists();
    Unpacked.removeParts(programs.resolve("not-there"));
  }
}
