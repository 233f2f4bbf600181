package io.haymaker.azure.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.LaunchSpec.SecretSource;
import io.haymaker.core.runtime.Restart;
import io.haymaker.scenario.ScenarioName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobsRuntimeIT extends ContainerAppsContract {

  JobsRuntimeIT() {
    super(AgentKind.JOB, "jobs", Restart.NEVER);
  }

  @Override
  protected void plant(ContainerName name, Map<String, String> labels) {
    world.plant(name, labels);
  }

  @Override
  protected void uproot(ContainerName name) {
    world.uproot(name);
  }

  @Override
  protected List<String> remainders() {
    return world.jobs();
  }

  @Override
  protected void forget(ContainerName name) {
    world.forget(name);
  }

  @Override
  void afterRefusal(ContainerName refused) {
    uproot(refused);
  }

  @Test
  void aLostAnswerWhileItIsDefinedOrStartedBeginsItOnce() {
    var name = new ContainerName("lost-answers");
    LaunchSpec spec = runsUntilStopped(name, labels());
    world.azure().loseNext("PUT", path(name));
    assertThat(runtime().launch(spec)).isInstanceOf(Outcome.Unknown.class);
    world.azure().loseNext("POST", path(name) + "/start");
    assertThat(runtime().launch(spec)).isInstanceOf(Outcome.Unknown.class);

    ContainerHandle handle = done(runtime().launch(spec));

    await(handle, ContainerState.Running.class);
    assertThat(timesBegun(name)).isEqualTo(1);
    assertThat(runtime().destroy(handle, FOLLOW).isDone()).isTrue();
  }

  @Test
  void aJobThatIsDefinedAndNotBegunIsStarting() {
    var name = new ContainerName("defined-only");
    LaunchSpec spec = runsUntilStopped(name, labels());
    world.azure().failNext(9, "POST", path(name) + "/start", 503, "ServiceUnavailable");
    assertThat(runtime().launch(spec)).isInstanceOf(Outcome.Busy.class);

    Look<ContainerView> look = runtime().find(name);

    assertThat(((Look.Found<ContainerView>) look).value().state())
        .isInstanceOf(ContainerState.Starting.class);
    world.azure().heal();
    ContainerHandle handle = done(runtime().launch(spec));
    await(handle, ContainerState.Running.class);
    assertThat(timesBegun(name)).isEqualTo(1);
    assertThat(runtime().destroy(handle, FOLLOW).isDone()).isTrue();
  }

  @Test
  void whatRanAsAnAppBeforeTheConfigurationChangedIsStillFoundAndRemoved() {
    var name = new ContainerName("of-other-kind");
    world.plantApp(name, labels());

    Look<ContainerView> look = runtime().find(name);

    assertThat(look).isInstanceOf(Look.Found.class);
    ContainerHandle handle = ((Look.Found<ContainerView>) look).value().handle();
    await(handle, ContainerState.Running.class);
    assertThat(runtime().list(installation(), Optional.empty()))
        .extracting(all -> ((Listing.Complete<ContainerView>) all).items().getFirst().handle())
        .isEqualTo(handle);
    assertThat(runtime().destroy(handle, FOLLOW).isDone()).isTrue();
    assertThat(world.apps()).isEmpty();
  }

  @Test
  void whatWasStartedTwiceIsStoppedByTheNextLaunch() {
    var name = new ContainerName("started-twice");
    LaunchSpec spec = runsUntilStopped(name, labels());
    ContainerHandle handle = done(runtime().launch(spec));
    await(handle, ContainerState.Running.class);
    world.start(name);

    assertThat(done(runtime().launch(spec))).isEqualTo(handle);

    for (int i = 0; i < 600 && !world.executionStates(name).contains("Stopped"); i++) {
      letSomeTimePass();
    }
    assertThat(world.executionStates(name)).containsExactlyInAnyOrder("Running", "Stopped");
    assertThat(view(handle).state()).isInstanceOf(ContainerState.Running.class);
    assertThat(runtime().destroy(handle, FOLLOW).isDone()).isTrue();
  }

  @Test
  void theVaultsSecretReachesTheContainerThroughTheIdentity() {
    var name = new ContainerName("with-secret");
    var owner = new Owner(installation(), RunId.random(), new ScenarioName("contract"));
    String url =
        done(
            world
                .azure()
                .cloud()
                .secrets()
                .put(
                    "for-the-agent",
                    new SecretValue(AppsWorld.SECRET_VALUE),
                    owner,
                    world.azure().tomorrow()));
    giveTheIdentityItsRole();

    ContainerHandle handle =
        done(
            runtime()
                .launch(
                    world.spec(
                        name,
                        AppsWorld.SECRET,
                        labels(),
                        ContainerAppsSettings.FLOOR,
                        Map.of("S", new SecretSource("sp-client-secret", url)))));

    await(handle, ContainerState.Succeeded.class);
    assertThat(done(world.azure().cloud().secrets().remove("for-the-agent"))).isNotNull();
    assertThat(runtime().destroy(handle, FOLLOW).isDone()).isTrue();
  }

  @Test
  void theEnvironmentsUseOfItsQuotaCanBeRead() {
    Listing<EnvironmentQuota.Usage> usages =
        world.azure().cloud().quota().of(ResourceId.of(world.environment()));

    assertThat(usages).isInstanceOf(Listing.Complete.class);
    assertThat(((Listing.Complete<EnvironmentQuota.Usage>) usages).items())
        .isNotEmpty()
        .allMatch(usage -> usage.limit() > 0);
  }

  private static void giveTheIdentityItsRole() {
    String principal =
        world
            .azure()
            .list(
                "/subscriptions/%s/resourceGroups/apps/providers/Microsoft.ManagedIdentity/userAssignedIdentities"
                    .formatted(world.azure().subscription()),
                "2023-01-31")
            .getFirst()
            .path("properties")
            .path("principalId")
            .asString("");
    done(
        world
            .azure()
            .cloud()
            .roles()
            .ensure(
                principal,
                new RoleGrant(
                    "Key Vault Secrets User", "/subscriptions/" + world.azure().subscription()),
                EmulatedAzure.owner(RunId.random())));
  }
}
