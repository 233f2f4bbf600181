package io.haymaker.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.store.StaleWriteException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** State, journal and next piece of work commit together or not at all. */
public abstract class TransactionsContract {
  private final RunId run = RunId.random();

  /** The stores under test; the same ones throughout a test. */
  protected abstract Stores stores();

  private void writeEverywhere() {
    stores().runs().insert(Samples.run(run, Samples.NOON));
    stores().runs().insertScenarios(List.of(Samples.scenario(run, "one")));
    stores().ledger().created(run, Samples.network("v"), Optional.empty(), Samples.NOON);
    stores().journal().append(entry("phase"));
    stores().work().wake(run, Samples.NOON);
    stores().reports().saveAudit(run, Samples.audit(Samples.NOON, "r"));
    stores().reports().save(run, Samples.report(run, Samples.NOON));
  }

  private JournalEntry entry(String type) {
    return JournalEntry.of(Samples.NOON, run, type, Severity.INFO, "message");
  }

  private void assertNothingKept() {
    assertThat(stores().runs().find(run)).isEmpty();
    assertThat(stores().runs().scenarios(run)).isEmpty();
    assertThat(stores().ledger().ofRun(run)).isEmpty();
    assertThat(stores().journal().ofRun(run, 0, 10)).isEmpty();
    assertThat(stores().reports().latestAudit(run)).isEmpty();
    assertThat(stores().reports().find(run)).isEmpty();
  }

  private void assertAllKept() {
    assertThat(stores().runs().find(run)).isPresent();
    assertThat(stores().runs().scenarios(run)).hasSize(1);
    assertThat(stores().ledger().ofRun(run)).hasSize(1);
    assertThat(stores().journal().ofRun(run, 0, 10)).hasSize(1);
    assertThat(stores().reports().latestAudit(run)).isPresent();
    assertThat(stores().reports().find(run)).isPresent();
  }

  @Test
  void whatIsWrittenInOneTransactionIsKeptTogether() {
    stores().transactions().run(this::writeEverywhere);

    assertAllKept();
  }

  @Test
  void aTransactionReturnsItsResultAndSeesItsOwnWrites() {
    boolean seen =
        stores()
            .transactions()
            .call(
                () -> {
                  writeEverywhere();
                  assertAllKept();
                  return stores().runs().find(run).isPresent();
                });

    assertThat(seen).isTrue();
  }

  @Test
  void aFailureLeavesNothingBehindAndReachesTheCaller() {
    assertThatThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          writeEverywhere();
                          throw new IllegalArgumentException("on purpose");
                        }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("on purpose");

    assertNothingKept();
  }

  @Test
  void anErrorLeavesNothingBehindEither() {
    assertThatThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          writeEverywhere();
                          throw new AssertionError("on purpose");
                        }))
        .isInstanceOf(AssertionError.class);

    assertNothingKept();
  }

  @Test
  void aCallInsideACallJoinsTheOuterOne() {
    assertThatThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          stores().transactions().run(this::writeEverywhere);
                          throw new IllegalArgumentException("after the inner one ended well");
                        }))
        .isInstanceOf(IllegalArgumentException.class);

    assertNothingKept();
  }

  @Test
  void aJoinedCallThatFailsDoomsTheOuterOneEvenWhenItsFailureIsCaught() {
    assertThatThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          writeEverywhere();
                          try {
                            stores()
                                .transactions()
                                .run(
                                    () -> {
                                      throw new IllegalArgumentException("inner");
                                    });
                          } catch (IllegalArgumentException e) {
                            assertThat(e).hasMessage("inner");
                          }
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("inner");

    assertNothingKept();
  }

  @Test
  void aStaleWriteLeavesNothingOfItsTransactionEvenWhenItIsCaught() {
    stores().runs().insert(Samples.run(run, Samples.NOON));
    var old = stores().runs().find(run).orElseThrow();
    stores().runs().update(old.cancelled(Samples.at(1)));

    assertThatThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          stores().journal().append(entry("before"));
                          try {
                            stores().runs().update(old.cancelled(Samples.at(2)));
                          } catch (StaleWriteException e) {
                            stores().journal().append(entry("after"));
                          }
                        }))
        .isInstanceOf(RuntimeException.class);

    assertThat(stores().journal().ofRun(run, 0, 10)).isEmpty();
  }

  @Test
  void afterAFailureTheSameThreadCanGoOn() {
    assertThatThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          throw new IllegalArgumentException("on purpose");
                        }))
        .isInstanceOf(IllegalArgumentException.class);

    stores().transactions().run(this::writeEverywhere);

    assertAllKept();
  }

  @Test
  void anotherThreadNeverSeesWhatIsTakenBackLater() throws Exception {
    var written = new CountDownLatch(1);
    var looked = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writer =
          threads.submit(
              () ->
                  stores()
                      .transactions()
                      .run(
                          () -> {
                            writeEverywhere();
                            written.countDown();
                            // A store that runs one transaction at a time makes the reader wait
                            // for this one, so it must end without the reader too.
                            await(looked, 200);
                            throw new IllegalArgumentException("on purpose");
                          }));
      assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();

      boolean seen = threads.submit(() -> stores().runs().find(run).isPresent()).get();
      looked.countDown();

      assertThat(seen).isFalse();
      assertThatThrownBy(() -> writer.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("on purpose");
    }
    assertNothingKept();
  }

  private static void await(CountDownLatch latch, long millis) {
    try {
      boolean reached = latch.await(millis, TimeUnit.MILLISECONDS);
      assertThat(reached || latch.getCount() == 1).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
