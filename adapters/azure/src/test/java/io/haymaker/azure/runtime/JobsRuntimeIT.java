package io.haymaker.azure.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.LaunchSpec.SecretSource;
import io.haymaker.scenario.ScenarioName;
import io.haymaker.testkit.runtime.ContainerRuntimeContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsRuntimeIT extends ContainerRuntimeContract {

  private static final Duration FOLLOW = Duration.ofSeconds(30);

  @TempDir static Path data;
  private static AppsWorld world;

  @BeforeAll
  static void start() {
    world = new AppsWorld(data);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @AfterEach
  void heal() {
    world.azure().heal();
  }

  @Override
  protected ContainerRuntime runtime() {
    return world.runtime();
  }

  @Override
  protected InstallationId installation() {
    return EmulatedAzure.OURS;
  }

  @Override
  protected LaunchSpec runsUntilStopped(ContainerName name, Map<String, String> labels) {
    return world.spec(name, AppsWorld.RUNS, labels);
  }

  @Override
  protected LaunchSpec endsWell(ContainerName name, Map<String, String> labels) {
    return world.spec(name, AppsWorld.WELL, labels);
  }

  @Override
  protected LaunchSpec endsBadly(ContainerName name, Map<String, String> labels) {
    return world.spec(name, AppsWorld.BADLY, labels);
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
  protected int timesBegun(ContainerName name) {
    return world.timesBegun(name);
  }

  @Override
  protected void forget(ContainerName name) {
    world.forget(name);
  }

  @Override
  protected void letSomeTimePass() {
    try {
      Pauser.system().pause(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  @Test
  void aLostAnswerWhileItIsDefinedOrStartedBeginsItOnce() {
    var name = new ContainerName("lost-answers");
    LaunchSpec spec = runsUntilStopped(name, labels());
    world.azure().loseNext("PUT", "**/jobs/" + name);
    assertThat(runtime().launch(spec)).isInstanceOf(Outcome.Unknown.class);
    world.azure().loseNext("POST", "**/jobs/" + name + "/start");
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
    world.azure().failNext(9, "POST", "**/jobs/" + name + "/start", 503, "ServiceUnavailable");
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

    for (int i = 0; i < 100 && !world.executionStates(name).contains("Stopped"); i++) {
      letSomeTimePass();
    }
    assertThat(world.executionStates(name)).containsExactlyInAnyOrder("Running", "Stopped");
    assertThat(state(handle)).isInstanceOf(ContainerState.Running.class);
    assertThat(runtime().destroy(handle, FOLLOW).isDone()).isTrue();
  }

  @Test
  void aThrottledOrFailingServiceIsBusyAndAFailedListingIsNotEmpty() {
    var name = new ContainerName("throttled");
    world.azure().failNext(1, "PUT", "**/jobs/" + name, 429, "TooManyRequests");
    assertThat(runtime().launch(runsUntilStopped(name, labels()))).isInstanceOf(Outcome.Busy.class);
    assertThat(runtime().find(name)).isInstanceOf(Look.Absent.class);

    world.azure().failNext(9, "GET", "**/jobs", 503, "ServiceUnavailable");
    assertThat(runtime().list(installation(), Optional.empty()))
        .isInstanceOf(Listing.CouldNotLook.class);
  }

  @Test
  void whatDoesNotFitTheEnvironmentIsRefusedWithTheReason() {
    var second = new ContainerName("fits-not");
    ContainerRuntime narrow = world.narrowRuntime();
    ContainerHandle handle =
        done(narrow.launch(runsUntilStopped(new ContainerName("fits"), labels())));

    Outcome<ContainerHandle> refused = narrow.launch(runsUntilStopped(second, labels()));

    assertThat(refused).isInstanceOf(Outcome.Refused.class);
    assertThat(refused.obstacle().orElseThrow().message()).contains("at most 1 nodes");
    assertThat(narrow.destroy(handle, FOLLOW).isDone()).isTrue();
    uproot(second);
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

  private void await(ContainerHandle handle, Class<? extends ContainerState> wanted) {
    for (int i = 0; i < 200 && !wanted.isInstance(state(handle)); i++) {
      letSomeTimePass();
    }
    assertThat(state(handle)).isInstanceOf(wanted);
  }

  private ContainerState state(ContainerHandle handle) {
    Look<ContainerView> look = runtime().inspect(handle);
    assertThat(look).isInstanceOf(Look.Found.class);
    return ((Look.Found<ContainerView>) look).value().state();
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }
}
