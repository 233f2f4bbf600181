package io.haymaker.main.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.main.CommandFailure;
import io.haymaker.main.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  @Test
  void isMadeAndHeldByOneAtATime() {
    Path path = folder.resolve("a/b");
    try (DataFolder held = DataFolder.take(path)) {
      assertThat(held.path()).isDirectory();
      assertThatThrownBy(() -> DataFolder.take(path))
          .isInstanceOfSatisfying(
              CommandFailure.class,
              failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED))
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
    }
    DataFolder.take(path).close();
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> DataFolder.take(file.resolve("below")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("--data");
  }

  @Test
  void whoFindsItTakenMayGoOnWithoutIt() {
    try (DataFolder held = DataFolder.take(folder)) {
      assertThat(DataFolder.tryTake(held.path())).isEmpty();
    }
    DataFolder.tryTake(folder).orElseThrow().close();
  }

  @Test
  void itKeepsToOneCloud() {
    try (DataFolder held = DataFolder.take(folder)) {
      held.keepTo("one cloud");
      held.keepTo("one cloud");
    }
    try (DataFolder again = DataFolder.take(folder)) {
      assertThatThrownBy(() -> again.keepTo("another"))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("belongs to one cloud, not to another; give another folder");
    }
  }
}
