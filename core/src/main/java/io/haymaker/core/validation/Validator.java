package io.haymaker.core.validation;

import io.haymaker.core.validation.Check.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs all checks side by side, each with a limit of its own. */
public final class Validator {
  private final List<Check> checks;
  private final Duration limit;
  private final Clock clock;

  /**
   * @param limit how long one check may take
   */
  public Validator(List<Check> checks, Duration limit, Clock clock) {
    this.checks = List.copyOf(checks);
    this.limit = limit;
    this.clock = clock;
  }

  /** Makes every look. A check that throws or takes too long has failed; the others go on. */
  public ValidationReport validate(Undertaking undertaking) {
    List<FutureTask<ValidationReport.Line>> looks =
        checks.stream().map(check -> new FutureTask<>(() -> look(check, undertaking))).toList();
    // Threads of their own: one that does not let itself be interrupted must not be waited for.
    looks.forEach(look -> Thread.ofVirtual().name("check").start(look));
    Instant end = clock.instant().plus(limit);
    var lines = new ArrayList<ValidationReport.Line>();
    for (int i = 0; i < checks.size(); i++) {
      lines.add(result(checks.get(i), looks.get(i), end));
    }
    return new ValidationReport(lines);
  }

  private ValidationReport.Line look(Check check, Undertaking undertaking) {
    Instant begin = clock.instant();
    Finding finding = check.look(undertaking);
    return new ValidationReport.Line(
        check.name(), finding, Duration.between(begin, clock.instant()));
  }

  private ValidationReport.Line result(
      Check check, Future<ValidationReport.Line> look, Instant end) {
    try {
      long left = Math.max(0, Duration.between(clock.instant(), end).toMillis());
      return look.get(left, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      look.cancel(true);
      return failed(check, "no answer within " + limit.toSeconds() + " s", "check the network");
    } catch (ExecutionException e) {
      return failed(check, String.valueOf(e.getCause()), "see the log");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      look.cancel(true);
      return failed(check, "interrupted", "run it again");
    }
  }

  private ValidationReport.Line failed(Check check, String message, String whatToDo) {
    return new ValidationReport.Line(check.name(), Finding.failed(message, whatToDo), limit);
  }
}
