package io.haymaker.core.run;

import io.haymaker.core.identity.Identity;
import io.haymaker.core.identity.IdentityMaker;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.resource.ResourceGroups;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.LaunchOptions;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.Restart;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes what a scenario needs, in order: group, identity, container. Every name was planned and
 * every step finds what an earlier try made, so it may be repeated at any point and by another
 * process.
 */
final class Provisioner {
  private static final Backoff PATIENCE =
      new Backoff(6, Duration.ofMillis(500), Duration.ofSeconds(30));

  private final InstallationId installation;
  private final RunSettings settings;
  private final ResourceGroups groups;
  private final IdentityMaker identities;
  private final ContainerRuntime runtime;
  private final Retrier retrier;

  Provisioner(
      InstallationId installation,
      RunSettings settings,
      ResourceGroups groups,
      IdentityMaker identities,
      ContainerRuntime runtime,
      Retrier retrier) {
    this.installation = installation;
    this.settings = settings;
    this.groups = groups;
    this.identities = identities;
    this.runtime = runtime;
    this.retrier = retrier;
  }

  /**
   * The same, but it makes sure before every step.
   *
   * @param check throws when the scenario is another's now
   */
  Provisioner checking(Runnable check) {
    return new Provisioner(
        installation,
        settings,
        groups,
        identities.checking(check),
        runtime,
        retrier.checking(check));
  }

  /**
   * Makes group and identity. On anything but done, parts of them may be there; the problem's
   * message begins with the step.
   *
   * <p>Repeating it gives the identity another secret: not after a container was launched with it.
   */
  Outcome<Identity> identify(Run run, ScenarioRun scenario) {
    Instant now = retrier.now();
    Instant deadline = now.plus(settings.pace().provisioningLimit());
    Instant secretExpiresAt = now.plus(settings.pace().secretLife(run.options().duration()));
    Map<String, String> tags = scenario.plan().identity().owner().tags();
    return step(
            "group",
            deadline,
            () ->
                groups.ensure(
                    scenario.plan().group().groupName().orElseThrow(), settings.location(), tags))
        .then(
            _ ->
                identities.make(
                    scenario.plan().identity(), scenario.version(), secretExpiresAt, deadline));
  }

  /** Launches the container, or finds the one that an earlier try launched. */
  Outcome<ContainerHandle> launch(Run run, ScenarioRun scenario, Identity identity) {
    Instant deadline = retrier.now().plus(settings.pace().provisioningLimit());
    return step("container", deadline, () -> runtime.launch(spec(run, scenario, identity)));
  }

  private LaunchSpec spec(Run run, ScenarioRun scenario, Identity identity) {
    return new LaunchSpec(
        scenario.plan().container(),
        settings.image(),
        settings.sizes().of(scenario.scenario()),
        scenario.plan().identity().owner().tags(),
        environment(run, scenario, identity),
        Map.of(
            "AZURE_CLIENT_SECRET",
            new LaunchSpec.SecretSource("sp-client-secret", identity.secretUrl())),
        settings.pace().containerTimeout(),
        LaunchOptions.ONCE.restarting(mayEnd() ? Restart.NEVER : Restart.ALWAYS));
  }

  private Map<String, String> environment(Run run, ScenarioRun scenario, Identity identity) {
    var variables =
        new HashMap<>(AgentEnvironment.of(installation, settings, run, scenario, identity));
    if (!mayEnd()) {
      // Whoever ends there is begun again, and would do its work a second time.
      variables.put("HAYMAKER_AT_END", "wait");
    }
    return variables;
  }

  private boolean mayEnd() {
    return runtime.capabilities().endsForGood();
  }

  private <T> Outcome<T> step(String name, Instant deadline, Supplier<Outcome<T>> effect) {
    return retrier.ask(PATIENCE, deadline, effect).at(name);
  }
}
