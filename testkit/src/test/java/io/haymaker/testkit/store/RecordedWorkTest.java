package io.haymaker.testkit.store;

import static io.haymaker.testkit.store.Samples.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.RunId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecordedWorkTest extends WorkQueueContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected Stores stores() {
    return store.stores();
  }

  @Override
  protected Optional<Instant> nextLook(RunId run) {
    return store.work().nextLook(run);
  }

  @Test
  void theRunThatIsDueLongestIsTakenFirstAndOnce() {
    var early = RunId.random();
    var late = RunId.random();
    store.work().wake(late, at(2));
    store.work().wake(early, at(1));

    assertThat(store.work().due(at(0))).isEmpty();
    assertThat(store.work().due(at(2))).containsExactly(early, late);
    assertThat(store.work().nextLook()).contains(at(1));
    assertThat(store.work().take(at(2))).contains(early);
    assertThat(store.work().take(at(2))).contains(late);
    assertThat(store.work().take(at(2))).isEmpty();
    assertThat(store.work().nextLook()).isEmpty();
  }
}
