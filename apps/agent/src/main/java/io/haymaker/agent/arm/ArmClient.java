package io.haymaker.agent.arm;

import io.haymaker.agent.http.HttpReply;
import io.haymaker.agent.http.HttpTransport;
import io.haymaker.agent.http.TokenAnswer;
import io.haymaker.agent.http.TokenSource;
import io.haymaker.agent.stop.Budget;
import io.haymaker.agent.stop.Pauser;
import io.haymaker.scenario.HttpMethod;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Sends requests to Azure Resource Manager until they are taken or refused for good. */
public final class ArmClient {

  private final HttpTransport transport;
  private final TokenSource tokens;
  private final String scope;
  private final Patience patience;
  private final Pauser pauser;
  private final Clock clock;
  private final Instant propagatedAt;
  private final OperationFollower follower;

  /** Methods that were allowed at least once: from then on a refusal is meant. */
  private final Set<HttpMethod> allowed = EnumSet.noneOf(HttpMethod.class);

  /** What to do after an exchange. */
  private sealed interface Verdict {
    record Final(ArmAnswer answer) implements Verdict {}

    record Again(ArmAnswer ifLast, Optional<Duration> asked, boolean counts) implements Verdict {}
  }

  /**
   * Made at the agent's start: the time for propagation counts from here.
   *
   * @param arm the address of Resource Manager without a slash at its end
   */
  public ArmClient(
      HttpTransport transport,
      TokenSource tokens,
      URI arm,
      Patience patience,
      Pauser pauser,
      Clock clock) {
    this.transport = transport;
    this.tokens = tokens;
    this.scope = arm + "/.default";
    this.patience = patience;
    this.pauser = pauser;
    this.clock = clock;
    this.propagatedAt = clock.instant().plus(patience.propagation());
    this.follower = new OperationFollower(this, new ArmTarget(arm), patience, pauser, clock);
  }

  /**
   * Sends a request, again if it is refused for a passing reason. An accepted request may have
   * begun an operation that has not ended; {@link #follow} waits for it. One that is not repeatable
   * (POST) is not sent again when its fate is unknown.
   *
   * @throws InterruptedException if interrupted; the request may have had its effect
   */
  public ArmAnswer send(ArmRequest request, Budget budget) throws InterruptedException {
    return send(request, budget, patience.attempts());
  }

  /**
   * As {@link #send(ArmRequest, Budget)}, with another number of attempts.
   *
   * @param most how often the request is sent when it is refused for a passing reason, at least 1
   */
  public ArmAnswer send(ArmRequest request, Budget budget, int most) throws InterruptedException {
    int attempts = 0;
    for (int waits = 0; ; waits++) {
      Verdict verdict = tryOnce(request, attempts + 1, budget);
      switch (verdict) {
        case Verdict.Final done -> {
          return done.answer();
        }
        case Verdict.Again again -> {
          attempts += again.counts() ? 1 : 0;
          Duration wait = again.asked().orElse(backOff(waits));
          boolean enough = again.counts() && attempts >= most;
          if (enough || wait.compareTo(budget.left()) >= 0) {
            return again.ifLast();
          }
          pauser.pause(wait);
        }
      }
    }
  }

  /**
   * Waits until the operation that an accepted request began has ended.
   *
   * @param accepted the answer to that request
   * @return accepted with the resource as it is then (PUT, PATCH), or the operation's failure
   * @throws InterruptedException if interrupted; the operation goes on
   */
  public ArmAnswer follow(ArmRequest request, ArmAnswer.Accepted accepted, Budget budget)
      throws InterruptedException {
    return follower.follow(request, accepted, budget.within(patience.operation(), clock));
  }

  private Verdict tryOnce(ArmRequest request, int attempt, Budget budget)
      throws InterruptedException {
    return switch (tokens.token(scope)) {
      case TokenAnswer.Granted granted -> exchange(request, attempt, granted.token(), budget);
      case TokenAnswer.Refused refused -> {
        ArmAnswer.Refused answer =
            new ArmAnswer.Refused(0, "TokenRefused", refused.reason(), attempt - 1);
        yield allowed.isEmpty() && isPropagating()
            ? new Verdict.Again(answer, Optional.empty(), false)
            : new Verdict.Final(answer);
      }
      case TokenAnswer.Unreachable unreachable ->
          new Verdict.Again(
              new ArmAnswer.Refused(0, "NoToken", unreachable.reason(), attempt - 1),
              Optional.empty(),
              true);
    };
  }

  private Verdict exchange(ArmRequest request, int attempt, String token, Budget budget)
      throws InterruptedException {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put("Authorization", "Bearer " + token);
    headers.put("x-ms-client-request-id", UUID.randomUUID().toString());
    headers.putIfAbsent("Accept", "application/json");
    if (request.body().isPresent()
        && headers.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
      headers.put("Content-Type", "application/json");
    }
    try {
      HttpReply reply =
          transport.send(
              request.method().name(), request.uri(), headers, request.body(), timeout(budget));
      return judge(request, reply, attempt, token);
    } catch (IOException e) {
      ArmAnswer.Unknown unknown =
          new ArmAnswer.Unknown(e.getClass().getSimpleName() + ": " + e.getMessage(), attempt);
      boolean repeatable = request.method() != HttpMethod.POST || e instanceof ConnectException;
      return repeatable
          ? new Verdict.Again(unknown, Optional.empty(), true)
          : new Verdict.Final(unknown);
    }
  }

  private Verdict judge(ArmRequest request, HttpReply reply, int attempt, String token) {
    if (reply.isSuccess()) {
      allowed.add(request.method());
      return new Verdict.Final(new ArmAnswer.Accepted(reply, attempt));
    }
    ArmAnswer.Refused refused = ArmError.refused(reply, attempt);
    boolean newcomer = !allowed.contains(request.method()) && isPropagating();
    if (reply.status() == 401) {
      tokens.forget(scope, token);
      return newcomer || attempt == 1
          ? new Verdict.Again(refused, reply.retryAfter(), !newcomer)
          : new Verdict.Final(refused);
    }
    if (reply.status() == 403 && newcomer) {
      return new Verdict.Again(refused, reply.retryAfter(), false);
    }
    boolean deletionInTheWay =
        request.method() == HttpMethod.DELETE && ArmError.isInTheWay(refused);
    return ArmError.isPassing(refused) || deletionInTheWay
        ? new Verdict.Again(refused, reply.retryAfter(), true)
        : new Verdict.Final(refused);
  }

  private boolean isPropagating() {
    return clock.instant().isBefore(propagatedAt);
  }

  private Duration timeout(Budget budget) {
    Duration left = budget.left();
    Duration shorter = left.compareTo(patience.exchange()) < 0 ? left : patience.exchange();
    // The client refuses a timeout of nothing; one of a moment fails in the same way.
    return shorter.isZero() ? Duration.ofMillis(1) : shorter;
  }

  private Duration backOff(int waits) {
    Duration wait = patience.firstWait().multipliedBy(1L << Math.min(waits, 10));
    return wait.compareTo(patience.longestWait()) > 0 ? patience.longestWait() : wait;
  }
}
