package io.haymaker.azure.wire;

import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.retry.Pauser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Follows a long-running operation of Resource Manager to its end: {@code Azure-AsyncOperation}
 * before {@code Location}, {@code Retry-After} honoured (design/azure-facts.md 0).
 *
 * <p>Our own and not the SDK's poller, because a deletion needs a deadline of its own kind, the
 * code of a failure and patience with lost answers in between.
 */
public final class Follower {

  private static final Duration USUAL_WAIT = Duration.ofSeconds(2);

  private final Rest rest;
  private final Clock clock;
  private final Pauser pauser;

  public Follower(Rest rest, Clock clock, Pauser pauser) {
    this.rest = rest;
    this.clock = clock;
    this.pauser = pauser;
  }

  /**
   * Follows what a 202 (or another good answer that names an operation) began.
   *
   * <p>{@code Done}: it succeeded. {@code Busy} or {@code Refused}: it failed, for a reason that
   * passes or not. {@code Unknown}: it has not ended within the time, or cannot be followed.
   */
  public Outcome<Reply.Answer> follow(Reply.Answer accepted, Duration limit) {
    Optional<String> operation = accepted.header("Azure-AsyncOperation");
    Optional<String> target = operation.or(() -> accepted.header("Location"));
    if (target.isEmpty()) {
      return Outcome.unknown("NoOperation", "accepted, with nothing to follow it by");
    }
    Instant deadline = clock.instant().plus(limit);
    Duration wait = accepted.retryAfter().filter(Duration::isPositive).orElse(USUAL_WAIT);
    var last = new Problem(ResourceDeleter.STILL_RUNNING, "not ended within " + limit);
    while (clock.instant().plus(wait).isBefore(deadline)) {
      try {
        pauser.pause(wait);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return Outcome.unknown("Interrupted", "no longer followed");
      }
      Reply reply = rest.get(target.get());
      if (reply instanceof Reply.Answer answer) {
        Optional<Outcome<Reply.Answer>> end =
            operation.isPresent() ? endOfOperation(answer) : endOfLocation(answer);
        if (end.isPresent()) {
          return end.get();
        }
        wait = answer.retryAfter().filter(Duration::isPositive).orElse(USUAL_WAIT);
        if (operation.isEmpty() && answer.header("Location").isPresent()) {
          target = answer.header("Location");
        }
      } else if (reply instanceof Reply.NoAnswer(Problem problem)) {
        last = problem;
      }
    }
    return new Outcome.Unknown<>(last);
  }

  /**
   * Follows a resource that was put and names no operation, by its own provisioning state.
   *
   * <p>{@code Done}: it is there and says {@code Succeeded}, or no state at all. {@code Refused}:
   * it failed. {@code Unknown}: it has not come to an end within the time.
   *
   * @param put what the PUT answered
   * @param url where the resource is read, with its api-version
   */
  public Outcome<Reply.Answer> followState(Reply.Answer put, String url, Duration limit) {
    Instant deadline = clock.instant().plus(limit);
    Reply.Answer seen = put;
    while (true) {
      String state = Json.text(seen.body().path("properties"), "provisioningState");
      switch (state.toLowerCase(Locale.ROOT)) {
        case "", "succeeded" -> {
          return Outcome.done(seen);
        }
        case "failed", "canceled" -> {
          return Outcome.refused("ProvisioningFailed", "its provisioning state is " + state);
        }
        // Any other word means that it goes on.
        default -> {}
      }
      Duration wait = seen.retryAfter().filter(Duration::isPositive).orElse(USUAL_WAIT);
      if (clock.instant().plus(wait).isAfter(deadline)) {
        return Outcome.unknown(ResourceDeleter.STILL_RUNNING, "not ended within " + limit);
      }
      try {
        pauser.pause(wait);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return Outcome.unknown("Interrupted", "no longer followed");
      }
      if (rest.get(url) instanceof Reply.Answer answer && answer.isGood()) {
        seen = answer;
      }
    }
  }

  private static Optional<Outcome<Reply.Answer>> endOfOperation(Reply.Answer answer) {
    if (passes(answer)) {
      return Optional.empty();
    }
    if (answer.status() == 404) {
      return Optional.of(Outcome.unknown("OperationLost", "the operation is not known any more"));
    }
    if (!answer.isGood()) {
      return Optional.of(Answers.deletion(answer));
    }
    String status = Json.text(answer.body(), "status").toLowerCase(Locale.ROOT);
    return switch (status) {
      case "succeeded" -> Optional.of(Outcome.done(answer));
      case "failed", "canceled", "cancelled" -> Optional.of(failed(answer, status));
      // Any other word means that it runs; so does an answer that does not say.
      default -> Optional.empty();
    };
  }

  /** A failed operation is judged by its error as if the request itself had been answered so. */
  private static Outcome<Reply.Answer> failed(Reply.Answer answer, String status) {
    ObjectNode error = Json.object();
    JsonNode told = answer.body().path("error");
    error.set("error", told.isObject() ? told : Json.object().put("code", "Operation" + status));
    var judged = new Reply.Answer(400, answer.headers(), error);
    Problem problem = Answers.problem(judged);
    boolean passes = Answers.mayPass(problem) || problem.is("InternalServerError");
    return passes
        ? new Outcome.Busy<>(problem, answer.retryAfter())
        : new Outcome.Refused<>(problem);
  }

  private static Optional<Outcome<Reply.Answer>> endOfLocation(Reply.Answer answer) {
    if (answer.status() == 202 || passes(answer)) {
      return Optional.empty();
    }
    return Optional.of(answer.isGood() ? Outcome.done(answer) : Answers.deletion(answer));
  }

  /** A throttled or failing poll says nothing about the operation. */
  private static boolean passes(Reply.Answer answer) {
    return answer.status() == 408 || answer.status() == 429 || answer.status() >= 500;
  }
}
