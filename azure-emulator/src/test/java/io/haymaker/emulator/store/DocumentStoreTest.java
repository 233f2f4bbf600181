package io.haymaker.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.emulator.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class DocumentStoreTest {
  private static ObjectNode number(int n) {
    return Json.object().put("n", n);
  }

  @Test
  void whatWasPutIsThereAfterAKill(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("s.log");
    // Never closed, as after a kill.
    DocumentStore store = DocumentStore.open(file);
    store.put("a", "1", number(1));
    store.put("a", "2", number(2));
    store.delete("a", "1");

    try (DocumentStore again = DocumentStore.open(file)) {
      assertThat(again.list("a")).containsExactly(new DocumentStore.Entry("2", number(2)));
    }
    store.close();
  }

  @Test
  void aTornLastLineIsDroppedAndNothingElse(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("s.log");
    try (DocumentStore store = DocumentStore.open(file)) {
      store.put("a", "1", number(1));
    }
    Files.writeString(file, "[[\"put\",\"a\",\"2\",{\"n\"", StandardOpenOption.APPEND);

    try (DocumentStore again = DocumentStore.open(file)) {
      assertThat(again.get("a", "1")).contains(number(1));
      assertThat(again.get("a", "2")).isEmpty();
      again.put("a", "3", number(3));
    }
    try (DocumentStore third = DocumentStore.open(file)) {
      assertThat(third.list("a")).hasSize(2);
    }
  }

  @Test
  void aBrokenLineInTheMiddleIsAnErrorThatNamesIt(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("s.log");
    try (DocumentStore store = DocumentStore.open(file)) {
      store.put("a", "1", number(1));
    }
    Files.writeString(file, "garbage\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> DocumentStore.open(file))
        .isInstanceOf(CorruptStoreException.class)
        .hasMessageContaining("line 3");
    Files.writeString(file, "no log at all");
    assertThatThrownBy(() -> DocumentStore.open(file)).isInstanceOf(CorruptStoreException.class);
  }

  @Test
  void aTransactionThatFailsLeavesNothing(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("s.log");
    try (DocumentStore store = DocumentStore.open(file)) {
      store.put("a", "kept", number(1));
      assertThatThrownBy(
              () ->
                  store.atomically(
                      () -> {
                        store.put("a", "kept", number(2));
                        store.put("a", "new", number(3));
                        store.delete("a", "kept");
                        throw new IllegalStateException("no");
                      }))
          .hasMessage("no");
      assertThat(store.get("a", "kept")).contains(number(1));
      assertThat(store.get("a", "new")).isEmpty();
    }
    try (DocumentStore again = DocumentStore.open(file)) {
      assertThat(again.list("a")).containsExactly(new DocumentStore.Entry("kept", number(1)));
    }
  }

  @Test
  void documentsAreCopiedInAndOut(@TempDir Path folder) throws IOException {
    try (DocumentStore store = DocumentStore.open(folder.resolve("s.log"))) {
      ObjectNode mine = number(1);
      store.put("a", "1", mine);
      mine.put("n", 2);
      store.get("a", "1").orElseThrow().put("n", 3);
      assertThat(store.get("a", "1")).contains(number(1));
    }
  }
}
