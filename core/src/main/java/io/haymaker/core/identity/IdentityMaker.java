package io.haymaker.core.identity;

import io.haymaker.core.identity.Directory.Application;
import io.haymaker.core.identity.RoleAssignments.RoleAssignment;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
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
  private final Duration propagation;

  /**
   * @param propagation how long a new identity may take to become effective
   */
  public IdentityMaker(
      Directory directory,
      RoleAssignments roles,
      SecretStore secrets,
      PropagationProbe probe,
      Retrier retrier,
      Duration propagation) {
    this.directory = directory;
    this.roles = roles;
    this.secrets = secrets;
    this.probe = probe;
    this.retrier = retrier;
    this.propagation = propagation;
  }

  /**
   * The same, but it makes sure before every part.
   *
   * @param check throws when the part is not to be made any more
   */
  public IdentityMaker checking(Runnable check) {
    return new IdentityMaker(
        directory, roles, secrets, probe, retrier.checking(check), propagation);
  }

  /**
   * @param attempt numbers the attempts at this identity, from one process to the next
   * @param secretExpiresAt when the secret must stop working
   * @param deadline for all parts together, the wait for propagation included
   * @return the identity, effective at its first grant's scope; on anything but done parts of it
   *     may be there
   */
  public Outcome<Identity> make(
      IdentityPlan plan, long attempt, Instant secretExpiresAt, Instant deadline) {
    Outcome<Application> application =
        ask("application", deadline, () -> directory.ensureApplication(plan));
    if (!(application instanceof Outcome.Done<Application>(Application app))) {
      return application.undone();
    }
    Outcome<String> principal =
        ask("principal", deadline, () -> directory.ensureServicePrincipal(app, plan));
    if (!(principal instanceof Outcome.Done<String>(String principalId))) {
      return principal.undone();
    }
    Outcome<List<String>> granted = granted(plan, principalId, deadline);
    if (!(granted instanceof Outcome.Done<List<String>>(List<String> assignments))) {
      return granted.undone();
    }
    Outcome<SecretValue> credential =
        ask("credential", deadline, () -> directory.replaceSecret(app, secretExpiresAt, attempt));
    if (!(credential instanceof Outcome.Done<SecretValue>(SecretValue secret))) {
      return credential.undone();
    }
    Outcome<String> stored =
        ask(
            "secret",
            deadline,
            () -> secrets.put(plan.secretName(), secret, plan.owner(), secretExpiresAt));
    if (!(stored instanceof Outcome.Done<String>(String url))) {
      return stored.undone();
    }
    return effective(plan, app, secret, deadline)
        .map(
            _ ->
                new Identity(
                    plan.displayName(),
                    app.objectId(),
                    app.clientId(),
                    principalId,
                    plan.secretName(),
                    url,
                    retrier.now(),
                    secretExpiresAt,
                    assignments));
  }

  private Outcome<List<String>> granted(IdentityPlan plan, String principal, Instant deadline) {
    var ids = new ArrayList<String>();
    for (RoleGrant grant : plan.grants()) {
      Outcome<RoleAssignment> outcome =
          ask("role", deadline, () -> roles.ensure(principal, grant, plan.owner()));
      if (!(outcome instanceof Outcome.Done<RoleAssignment>(RoleAssignment assignment))) {
        return outcome.undone();
      }
      ids.add(assignment.id());
    }
    return Outcome.done(List.copyOf(ids));
  }

  /** Tries the new identity out until it works: Azure gives no other sign of propagation. */
  private Outcome<Boolean> effective(
      IdentityPlan plan, Application application, SecretValue secret, Instant deadline) {
    if (plan.grants().isEmpty()) {
      return Outcome.done(true);
    }
    // The scenario's own group comes last; that is where its agent begins to work.
    String scope = plan.grants().getLast().scope();
    Instant limit = retrier.now().plus(propagation);
    Outcome<Boolean> outcome =
        retrier.ask(
            PROPAGATION,
            limit.isBefore(deadline) ? limit : deadline,
            () ->
                switch (probe.tryOut(application.clientId(), secret, scope)) {
                  case Look.Found<Boolean> _ -> Outcome.done(true);
                  case Look.Absent<Boolean> _ ->
                      Outcome.busy("NotEffective", "the identity is not effective yet");
                  case Look.CouldNotLook<Boolean> failed ->
                      new Outcome.Busy<>(failed.problem(), Optional.empty());
                });
    return outcome.at("propagation");
  }

  private <T> Outcome<T> ask(String part, Instant deadline, Supplier<Outcome<T>> effect) {
    return retrier.ask(PATIENCE, deadline, effect).at(part);
  }
}
