package io.haymaker.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import tools.jackson.databind.node.ObjectNode;

class DocumentStorePropertyTest {
  /** One step of a random history. */
  record Step(boolean put, String key, int value) {}

  private static ObjectNode number(int n) {
    return Json.object().put("n", n);
  }

  private Path folder = Path.of("/");

  @BeforeTry
  void folder() throws IOException {
    folder = Files.createTempDirectory("store");
  }

  @AfterTry
  void cleanUp() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return Combinators.combine(
            Arbitraries.of(true, true, false),
            Arbitraries.of("a", "b", "ä/ \n\"", "A"),
            Arbitraries.integers())
        .as(Step::new)
        .list()
        .ofMaxSize(30);
  }

  @Property(tries = 60)
  void reopeningFindsTheLastState(@ForAll("histories") List<Step> history) throws IOException {
    Map<String, ObjectNode> expected = new HashMap<>();
    Path file = folder.resolve("s.log");
    try (DocumentStore store = DocumentStore.open(file)) {
      for (Step step : history) {
        if (step.put()) {
          store.put("k", step.key(), number(step.value()));
          expected.put(step.key(), number(step.value()));
        } else {
          store.delete("k", step.key());
          expected.remove(step.key());
        }
      }
    }
    try (DocumentStore again = DocumentStore.open(file)) {
      Map<String, ObjectNode> found = new HashMap<>();
      again.list("k").forEach(entry -> found.put(entry.key(), entry.document()));
      assertThat(found).isEqualTo(expected);
    }
  }
}
