package io.haymaker.core.identity;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.retry.Retrier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes a scenario's identity: application, service principal, secret, vault, roles, and then waits
 * until it works. Every part is found by what was planned, so making it again after a crash ends
 * with the same one identity and one valid secret.
 *
 * <p>A failure part-way is returned with the name of the part; taking back what was made is the
 * {@link IdentityRetirer}'s.
 */
public final class IdentityMaker {
  private static final Backoff PATIENCE =
      new Backoff(8, Duration.ofMillis(500), Duration.ofSeconds(20));
  private static final Backoff PROPAGATION =
      new Backoff(1000, Duration.ofMillis(500), Duration.ofSeconds(5));

  private final Directory directory;
  private final RoleAssignments roles;
  private final SecretStore secrets;
  private final PropagationProbe probe;
  private final Retrier retrier;

  public IdentityMaker(
      Directory directory,
      RoleAssignments roles,
      SecretStore secrets,
      PropagationProbe probe,
      Retrier retrier) {
    this.directory = directory;
    this.roles = roles;
    this.secrets = secrets;
    this.probe = probe;
    this.retrier = retrier;
  }

  /**
   * @param secretExpiresAt when the secret must stop working
   * @param deadline for all parts together, the wait for propagation included
   * @return the identity, effective at its first grant's scope; on anything but done parts of it
   *     may be there
   */
  public Outcome<Identity> make(IdentityPlan plan, Instant secretExpiresAt, Instant deadline) {
    return ask("application", deadline, () -> directory.ensureApplication(plan))
        .then(
            application ->
                ask(
                        "principal",
                        deadline,
                        () -> directory.ensureServicePrincipal(application, plan))
                    .then(
                        principal ->
                            furnished(plan, application, principal, secretExpiresAt, deadline)));
  }

  private Outcome<Identity> furnished(
      IdentityPlan plan,
      Directory.Application application,
      String principal,
      Instant secretExpiresAt,
      Instant deadline) {
    return granted(plan, principal, deadline)
        .then(
            assignments ->
                ask(
                        "credential",
                        deadline,
                        () -> directory.replaceSecret(application, secretExpiresAt))
                    .then(
                        secret ->
                            ask(
                                    "secret",
                                    deadline,
                                    () ->
                                        secrets.put(
                                            plan.secretName(),
                                            secret,
                                            plan.owner(),
                                            secretExpiresAt))
                                .then(
                                    url ->
                                        effective(plan, application, secret, deadline)
                                            .map(
                                                _ ->
                                                    new Identity(
                                                        plan.displayName(),
                                                        application.objectId(),
                                                        application.clientId(),
                                                        principal,
                                                        plan.secretName(),
                                                        url,
                                                        retrier.now(),
                                                        secretExpiresAt,
                                                        assignments)))));
  }

  private Outcome<List<String>> granted(IdentityPlan plan, String principal, Instant deadline) {
    var ids = new ArrayList<String>();
    for (RoleGrant grant : plan.grants()) {
      Outcome<RoleAssignments.RoleAssignment> outcome =
          ask("role", deadline, () -> roles.ensure(principal, grant));
      switch (outcome) {
        case Outcome.Done<RoleAssignments.RoleAssignment> done -> ids.add(done.value().id());
        case Outcome.Refused<RoleAssignments.RoleAssignment> _,
            Outcome.Busy<RoleAssignments.RoleAssignment> _,
            Outcome.Unknown<RoleAssignments.RoleAssignment> _ -> {
          return outcome.map(_ -> List.of());
        }
      }
    }
    return Outcome.done(List.copyOf(ids));
  }

  /** Tries the new identity out until it works: Azure gives no other sign of propagation. */
  private Outcome<Boolean> effective(
      IdentityPlan plan, Directory.Application application, SecretValue secret, Instant deadline) {
    if (plan.grants().isEmpty()) {
      return Outcome.done(true);
    }
    String scope = plan.grants().getLast().scope();
    Outcome<Boolean> outcome =
        retrier.ask(
            PROPAGATION,
            deadline,
            () ->
                switch (probe.tryOut(application.clientId(), secret, scope)) {
                  case Look.Found<Boolean> _ -> Outcome.done(true);
                  case Look.Absent<Boolean> _ ->
                      Outcome.busy("NotEffective", "the identity is not effective yet");
                  case Look.CouldNotLook<Boolean> failed ->
                      new Outcome.Busy<>(failed.problem(), Optional.empty());
                });
    return named("propagation", outcome);
  }

  private <T> Outcome<T> ask(String part, Instant deadline, Supplier<Outcome<T>> effect) {
    return named(part, retrier.ask(PATIENCE, deadline, effect));
  }

  /** The same outcome, its problem naming the part that it befell. */
  private static <T> Outcome<T> named(String part, Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T> done -> done;
      case Outcome.Refused<T> refused -> new Outcome.Refused<>(in(part, refused.problem()));
      case Outcome.Busy<T> busy -> new Outcome.Busy<>(in(part, busy.problem()), busy.retryAfter());
      case Outcome.Unknown<T> unknown -> new Outcome.Unknown<>(in(part, unknown.problem()));
    };
  }

  private static Problem in(String part, Problem problem) {
    return new Problem(problem.code(), part + ": " + problem.message());
  }
}
