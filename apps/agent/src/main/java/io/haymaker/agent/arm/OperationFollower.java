package io.haymaker.agent.arm;

import io.haymaker.agent.http.HttpReply;
import io.haymaker.agent.json.Json;
import io.haymaker.agent.stop.Budget;
import io.haymaker.agent.stop.Pauser;
import io.haymaker.scenario.HttpMethod;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Follows long-running operations by the rules of Azure Resource Manager: {@code
 * Azure-AsyncOperation} is asked for its status; else, after a 202, {@code Location} until it is no
 * longer 202; else the resource itself until its provisioning state is final.
 */
final class OperationFollower {

  private static final Duration FIRST_LOOK = Duration.ofMillis(500);

  private final ArmClient client;
  private final ArmTarget target;
  private final Patience patience;
  private final Pauser pauser;
  private final Clock clock;

  OperationFollower(
      ArmClient client, ArmTarget target, Patience patience, Pauser pauser, Clock clock) {
    this.client = client;
    this.target = target;
    this.patience = patience;
    this.pauser = pauser;
    this.clock = clock;
  }

  ArmAnswer follow(ArmRequest request, ArmAnswer.Accepted accepted, Budget budget)
      throws InterruptedException {
    if (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD) {
      return accepted;
    }
    HttpReply reply = accepted.reply();
    Optional<String> operation = reply.header("Azure-AsyncOperation");
    if (operation.isPresent()) {
      return followStatus(request, accepted, operation.get(), budget);
    }
    Optional<String> location = reply.header("Location");
    if (reply.status() == 202 && location.isPresent()) {
      return followLocation(request, accepted, location.get(), budget);
    }
    boolean creates = request.method() == HttpMethod.PUT || request.method() == HttpMethod.PATCH;
    if (creates && (reply.status() == 202 || isUnderWay(reply))) {
      return followResource(request, accepted, budget);
    }
    return request.method() == HttpMethod.DELETE && reply.status() == 202
        ? followDisappearance(request, accepted, budget)
        : accepted;
  }

  private ArmAnswer followStatus(
      ArmRequest request, ArmAnswer.Accepted accepted, String operation, Budget budget)
      throws InterruptedException {
    Optional<URI> uri = target.resolveOperation(operation);
    if (uri.isEmpty()) {
      return foreign(accepted);
    }
    HttpReply last = accepted.reply();
    for (int look = 0; pause(last, look, budget); look++) {
      switch (look(uri.get(), budget)) {
        case ArmAnswer.Accepted seen -> {
          last = seen.reply();
          String status = statusOf(last);
          if (status.equals("succeeded")) {
            return readBack(request, accepted, last, budget);
          }
          if (isFailure(status)) {
            return failed(last, accepted.attempts());
          }
        }
        case ArmAnswer.Refused refused -> {
          return refused;
        }
        case ArmAnswer.Unknown unknown -> {
          return unknown;
        }
      }
    }
    return tooLong(accepted);
  }

  private ArmAnswer followLocation(
      ArmRequest request, ArmAnswer.Accepted accepted, String first, Budget budget)
      throws InterruptedException {
    String location = first;
    HttpReply last = accepted.reply();
    for (int look = 0; pause(last, look, budget); look++) {
      Optional<URI> uri = target.resolveOperation(location);
      if (uri.isEmpty()) {
        return foreign(accepted);
      }
      switch (look(uri.get(), budget)) {
        case ArmAnswer.Accepted seen -> {
          last = seen.reply();
          if (last.status() != 202) {
            return readBack(request, accepted, last, budget);
          }
          location = last.header("Location").orElse(location);
        }
        case ArmAnswer.Refused refused -> {
          // What a finished deletion is asked about may be gone together with its operation.
          boolean gone = request.method() == HttpMethod.DELETE && refused.status() == 404;
          return gone ? accepted : refused;
        }
        case ArmAnswer.Unknown unknown -> {
          return unknown;
        }
      }
    }
    return tooLong(accepted);
  }

  private ArmAnswer followResource(ArmRequest request, ArmAnswer.Accepted accepted, Budget budget)
      throws InterruptedException {
    HttpReply last = accepted.reply();
    for (int look = 0; pause(last, look, budget); look++) {
      switch (look(request.uri(), budget)) {
        case ArmAnswer.Accepted seen -> {
          last = seen.reply();
          if (isFailure(statusOf(last))) {
            return failed(last, accepted.attempts());
          }
          if (!isUnderWay(last)) {
            return new ArmAnswer.Accepted(last, accepted.attempts());
          }
        }
        case ArmAnswer.Refused refused -> {
          return refused;
        }
        case ArmAnswer.Unknown unknown -> {
          return unknown;
        }
      }
    }
    return tooLong(accepted);
  }

  private ArmAnswer followDisappearance(
      ArmRequest request, ArmAnswer.Accepted accepted, Budget budget) throws InterruptedException {
    HttpReply last = accepted.reply();
    for (int look = 0; pause(last, look, budget); look++) {
      switch (look(request.uri(), budget)) {
        case ArmAnswer.Accepted seen -> last = seen.reply();
        case ArmAnswer.Refused refused -> {
          return refused.status() == 404 ? accepted : refused;
        }
        case ArmAnswer.Unknown unknown -> {
          return unknown;
        }
      }
    }
    return tooLong(accepted);
  }

  /** After a finished PUT or PATCH the resource itself, since later requests refer to it. */
  private ArmAnswer readBack(
      ArmRequest request, ArmAnswer.Accepted accepted, HttpReply last, Budget budget)
      throws InterruptedException {
    return switch (request.method()) {
      case PUT, PATCH ->
          switch (look(request.uri(), budget)) {
            case ArmAnswer.Accepted seen ->
                new ArmAnswer.Accepted(seen.reply(), accepted.attempts());
            case ArmAnswer.Refused refused -> refused;
            case ArmAnswer.Unknown unknown -> unknown;
          };
      case GET, HEAD, POST, DELETE -> new ArmAnswer.Accepted(last, accepted.attempts());
    };
  }

  private ArmAnswer look(URI uri, Budget budget) throws InterruptedException {
    return client.send(ArmRequest.of(HttpMethod.GET, uri), budget);
  }

  /** Waits for the next look; false when the time is over. */
  private boolean pause(HttpReply last, int looks, Budget budget) throws InterruptedException {
    Duration wait = last.retryAfter().orElse(unasked(looks));
    if (wait.compareTo(budget.left()) >= 0) {
      return false;
    }
    pauser.pause(wait);
    return !budget.isSpent();
  }

  /** Where the service does not say: soon at first, since much is quick, then less often. */
  private Duration unasked(int looks) {
    Duration wait = FIRST_LOOK.multipliedBy(1L << Math.min(looks, 10));
    return wait.compareTo(patience.pollInterval()) < 0 ? wait : patience.pollInterval();
  }

  private boolean isUnderWay(HttpReply reply) {
    return reply
        .json()
        .flatMap(json -> json.text("properties", "provisioningState"))
        .map(state -> state.toLowerCase(Locale.ROOT))
        .filter(state -> !state.equals("succeeded") && !isFailure(state))
        .isPresent();
  }

  private static boolean isFailure(String status) {
    return status.equals("failed") || status.equals("canceled") || status.equals("cancelled");
  }

  private static String statusOf(HttpReply reply) {
    Optional<Json> json = reply.json();
    return json.flatMap(body -> body.text("status"))
        .or(() -> json.flatMap(body -> body.text("properties", "provisioningState")))
        .orElse("")
        .toLowerCase(Locale.ROOT);
  }

  private static ArmAnswer failed(HttpReply reply, int attempts) {
    ArmAnswer.Refused error = ArmError.refused(reply, attempts);
    String code = error.code().startsWith("Http") ? "OperationFailed" : error.code();
    return new ArmAnswer.Refused(reply.status(), code, error.message(), attempts);
  }

  private static ArmAnswer foreign(ArmAnswer.Accepted accepted) {
    return new ArmAnswer.Unknown(
        "The operation is to be watched at an address that is not Resource Manager's",
        accepted.attempts());
  }

  private ArmAnswer tooLong(ArmAnswer.Accepted accepted) {
    return new ArmAnswer.Unknown(
        "The operation had not ended at " + clock.instant(), accepted.attempts());
  }
}
