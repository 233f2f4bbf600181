package io.haymaker.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.store.Transactions;
import io.haymaker.core.watch.ContainerEvent;
import io.haymaker.core.watch.ContainerHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every event is there once, as it was, and can be read on from. */
public abstract class ContainerHistoryContract {
  /** Other tests may share the database. */
  private final String container = UUID.randomUUID().toString();

  private final String host = "host-" + UUID.randomUUID();

  protected abstract ContainerHistory history();

  protected abstract Transactions transactions();

  private ContainerEvent event(String kind, Instant at) {
    return new ContainerEvent(
        "ghcr.io/acme/api:1.2",
        container,
        "api-1",
        host,
        Map.of("80/tcp", 32768, "53/udp", 1053),
        "running",
        kind,
        at);
  }

  private List<ContainerEvent> read(Optional<Instant> since, long after, int limit) {
    return found(since, after, limit).stream().map(ContainerHistory.Numbered::event).toList();
  }

  private List<ContainerHistory.Numbered> found(Optional<Instant> since, long after, int limit) {
    return history().find(new ContainerHistory.Query(Optional.of(container), since, after, limit));
  }

  @Test
  void whatNobodyEnteredIsNotThere() {
    assertThat(read(Optional.empty(), 0, 10)).isEmpty();
    assertThat(history().latest(host)).isEmpty();
    assertThat(history().enter(List.of())).isZero();
  }

  @Test
  void whatIsEnteredComesBackInTheOrderOfItsEntry() {
    List<ContainerEvent> events =
        List.of(event("start", Samples.at(2)), event("create", Samples.at(1)));

    assertThat(history().enter(events)).isEqualTo(2);

    assertThat(read(Optional.empty(), 0, 10)).isEqualTo(events);
    assertThat(history().latest(host)).contains(Samples.at(2));
  }

  @Test
  void anEventIsThereOnceHoweverOftenItIsEntered() {
    Instant fine = Samples.at(1).plusNanos(300);
    assertThat(history().enter(List.of(event("stop", fine), event("stop", fine)))).isEqualTo(1);
    assertThat(history().enter(List.of(event("stop", Samples.at(1))))).isZero();
    assertThat(history().enter(List.of(event("start", Samples.at(1))))).isEqualTo(1);

    assertThat(read(Optional.empty(), 0, 10))
        .containsExactly(event("stop", Samples.at(1)), event("start", Samples.at(1)));
  }

  @Test
  void readingGoesOnBehindANumberAndFromATime() {
    for (int second = 1; second <= 4; second++) {
      history().enter(List.of(event("start", Samples.at(second))));
    }

    List<ContainerHistory.Numbered> firstTwo = found(Optional.empty(), 0, 2);
    assertThat(firstTwo).hasSize(2);
    assertThat(read(Optional.empty(), firstTwo.getLast().number(), 10))
        .containsExactly(event("start", Samples.at(3)), event("start", Samples.at(4)));
    assertThat(read(Optional.of(Samples.at(4)), 0, 10))
        .containsExactly(event("start", Samples.at(4)));
  }

  @Test
  void theLastEventOfWhatIsNotRemovedIsPresent() {
    history().enter(List.of(event("start", Samples.at(2)), event("create", Samples.at(1))));
    assertThat(history().present(host)).containsExactly(event("start", Samples.at(2)));
    assertThat(history().present("nowhere")).isEmpty();

    history().enter(List.of(event("remove", Samples.at(3))));
    assertThat(history().present(host)).isEmpty();
  }

  @Test
  void textThatADatabaseCannotHoldIsEnteredAllTheSame() {
    var odd =
        new ContainerEvent("i", container, "a\u0000b", host, Map.of(), "", "odd", Samples.at(1));

    assertThat(history().enter(List.of(odd))).isEqualTo(1);
    assertThat(read(Optional.empty(), 0, 10)).hasSize(1);
  }

  @Test
  void anEventIsTakenBackWithItsTransaction() {
    assertThatThrownBy(
            () ->
                transactions()
                    .run(
                        () -> {
                          history().enter(List.of(event("create", Samples.at(1))));
                          throw new IllegalArgumentException("on purpose");
                        }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(read(Optional.empty(), 0, 10)).isEmpty();
  }
}
