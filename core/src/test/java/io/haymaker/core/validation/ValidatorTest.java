package io.haymaker.core.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.validation.Check.Finding;
import io.haymaker.core.validation.Check.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ValidatorTest {
  private static final Undertaking SMALL = new Undertaking(5, Duration.ofHours(1));

  private record Named(String name, Supplier<Finding> looking) implements Check {
    @Override
    public Finding look(Undertaking undertaking) {
      return looking.get();
    }
  }

  private static ValidationReport validate(Duration limit, Check... checks) {
    return new Validator(List.of(checks), limit, Clock.systemUTC()).validate(SMALL);
  }

  @Test
  void reportsEveryCheckInItsOrder() {
    var report =
        validate(
            Duration.ofSeconds(20),
            new Named("a", () -> Finding.passed("fine")),
            new Named("b", () -> Finding.failed("gone", "make it")),
            new Named("c", () -> new Finding(Verdict.NOT_APPLICABLE, "not here", "")));

    assertThat(report.lines())
        .extracting(ValidationReport.Line::name)
        .containsExactly("a", "b", "c");
    assertThat(report.passed()).isFalse();
    assertThat(report.failures()).extracting(ValidationReport.Line::name).containsExactly("b");
  }

  @Test
  void aCheckThatThrowsHasFailedAndTheOthersGoOn() {
    var report =
        validate(
            Duration.ofSeconds(20),
            new Named(
                "bug",
                () -> {
                  throw new IllegalStateException("oh");
                }),
            new Named("fine", () -> Finding.passed("fine")));

    assertThat(report.failures())
        .singleElement()
        .satisfies(line -> assertThat(line.finding().message()).contains("oh"));
    assertThat(report.lines().getLast().finding()).isEqualTo(Finding.passed("fine"));
  }

  @Test
  void aCheckThatTakesTooLongHasFailed() {
    var never = new CountDownLatch(1);
    var report =
        validate(
            Duration.ofMillis(50),
            new Named(
                "slow",
                () -> {
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return Finding.passed("too late");
                }));

    assertThat(report.failures())
        .singleElement()
        .satisfies(line -> assertThat(line.finding().message()).startsWith("no answer within"));
  }

  @Test
  void aCheckThatDoesNotLetItselfBeInterruptedIsNotWaitedFor() {
    var released = new CountDownLatch(1);
    var report =
        validate(
            Duration.ofMillis(50),
            new Named(
                "deaf",
                () -> {
                  boolean done = false;
                  while (!done) {
                    try {
                      released.await();
                      done = true;
                    } catch (InterruptedException e) {
                      // Deaf: it waits on, as a read from a dead socket may.
                    }
                  }
                  return Finding.passed("too late");
                }));

    assertThat(report.passed()).isFalse();
    released.countDown();
  }
}
