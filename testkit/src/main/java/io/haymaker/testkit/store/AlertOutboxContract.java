package io.haymaker.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.alert.Alert;
import io.haymaker.core.alert.AlertOutbox;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.store.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is entered waits until somebody takes it, and is there once. */
public abstract class AlertOutboxContract {
  private static final InstallationId US = new InstallationId("testinstall1");
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private final RunId run = RunId.random();
  private final Alert alert =
      new Alert(
          Alert.idOf(US, run),
          AT,
          US,
          run,
          "leftovers",
          "1 thing remains",
          List.of("a"),
          List.of());

  protected abstract AlertOutbox outbox();

  protected abstract Transactions transactions();

  private Optional<AlertOutbox.Waiting> found() {
    return outbox().waiting().stream()
        .filter(waiting -> waiting.alert().id().equals(alert.id()))
        .findFirst();
  }

  @Test
  void whatWasNeverEnteredDoesNotWait() {
    assertThat(found()).isEmpty();
  }

  @Test
  void whatIsEnteredWaitsAsItWas() {
    outbox().enter(alert);

    assertThat(found()).contains(new AlertOutbox.Waiting(alert, 0, AT));
  }

  @Test
  void whatFailedWaitsForItsNextTime() {
    outbox().enter(alert);
    outbox().failed(alert.id(), "no answer", AT.plusSeconds(4));

    assertThat(found()).contains(new AlertOutbox.Waiting(alert, 1, AT.plusSeconds(4)));
  }

  @Test
  void whatWasTakenWaitsNoMoreAndEnteringItAgainChangesNothing() {
    outbox().enter(alert);
    outbox().taken(alert.id(), AT.plusSeconds(5));
    outbox().enter(alert);

    assertThat(found()).isEmpty();
  }

  @Test
  void anAlertIsTakenBackWithItsTransaction() {
    assertThatThrownBy(
            () ->
                transactions()
                    .run(
                        () -> {
                          outbox().enter(alert);
                          throw new IllegalArgumentException("on purpose");
                        }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(found()).isEmpty();
  }
}
