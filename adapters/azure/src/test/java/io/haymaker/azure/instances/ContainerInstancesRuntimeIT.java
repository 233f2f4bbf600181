package io.haymaker.azure.instances;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.azure.runtime.EmulatedRuntimeContract;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.emulator.fault.FaultRule.Effect;
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

class ContainerInstancesRuntimeIT extends EmulatedRuntimeContract {

  private static final Duration FOLLOW = Duration.ofSeconds(60);

  @TempDir static Path data;
  private static InstancesWorld world;

  @BeforeAll
  static void start() {
    world = new InstancesWorld(data);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @AfterEach
  void heal() {
    world.azure().heal();
    world.change(
        """
        {"operationTime":"PT0S","quotas":{"Microsoft.ContainerInstance/cores":100,
          "Microsoft.ContainerInstance/availableCores":1000,
          "containerInstances.createsPer5Minutes":1000,"containerInstances.createsPerHour":1000}}
        """);
  }

  @Override
  protected ContainerRuntime runtime() {
    return world.runtime(InstancesWorld.settings());
  }

  @Override
  protected LaunchSpec runsUntilStopped(ContainerName name, Map<String, String> labels) {
    return world.spec(name, InstancesWorld.RUNS, labels);
  }

  @Override
  protected LaunchSpec endsWell(ContainerName name, Map<String, String> labels) {
    return world.spec(name, InstancesWorld.WELL, labels);
  }

  @Override
  protected LaunchSpec endsBadly(ContainerName name, Map<String, String> labels) {
    return world.spec(name, InstancesWorld.BADLY, labels);
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
    return world.groups();
  }

  @Override
  protected int timesBegun(ContainerName name) {
    return world.timesBegun(name);
  }

  private static String path(ContainerName name) {
    return "**/containerGroups/" + name;
  }

  private void destroyed(ContainerHandle handle) {
    assertThat(done(runtime().destroy(handle, FOLLOW))).isEqualTo(Removal.REMOVED);
  }

  @Test
  void aLostAnswerBeginsItOnce() {
    var name = new ContainerName("lost-answer");
    LaunchSpec spec = runsUntilStopped(name, labels());
    world.azure().loseNext("PUT", path(name));
    assertThat(runtime().launch(spec)).isInstanceOf(Outcome.Unknown.class);

    ContainerHandle handle = done(runtime().launch(spec));

    await(handle, ContainerState.Running.class);
    assertThat(timesBegun(name)).isEqualTo(1);
    destroyed(handle);
  }

  @Test
  void aNewNameIsLookedForOnlyWhereTheAnswerLeavesOpenWhetherSomethingWasMade() {
    var name = new ContainerName("fresh");
    LaunchSpec spec = runsUntilStopped(name, labels());
    world.azure().failNext(99, "PUT", path(name), 500, "InternalServerError");
    assertThat(runtime().launchNew(spec)).isInstanceOf(Outcome.Busy.class);
    world.azure().heal();

    assertThat(world.azure().requestsOf(() -> done(runtime().launchNew(spec))))
        .singleElement()
        .asString()
        .contains("PUT");

    // Somebody made it meanwhile, and the service fails.
    world.azure().failNext(99, "PUT", path(name), 500, "InternalServerError");
    ContainerHandle handle = done(runtime().launchNew(spec));
    world.azure().heal();
    await(handle, ContainerState.Running.class);
    assertThat(timesBegun(name)).isEqualTo(1);
    destroyed(handle);
  }

  @Test
  void aThrottledOrFailingServiceIsBusyAndAFailedListingIsNotEmpty() {
    var name = new ContainerName("throttled");
    LaunchSpec spec = runsUntilStopped(name, labels());
    world.azure().fault("PUT", path(name), new Effect.Throttle(Duration.ofSeconds(2)), 1);
    Outcome<ContainerHandle> throttled = runtime().launch(spec);
    assertThat(throttled).isInstanceOf(Outcome.Busy.class);
    assertThat(((Outcome.Busy<ContainerHandle>) throttled).retryAfter())
        .contains(Duration.ofSeconds(2));
    assertThat(runtime().find(name)).isInstanceOf(Look.Absent.class);

    world.azure().failNext(99, "GET", "**/containerGroups", 503, "ServiceUnavailable");
    assertThat(runtime().list(installation(), Optional.empty()))
        .isInstanceOf(Listing.CouldNotLook.class);
    world.azure().heal();
    ContainerHandle handle = done(runtime().launch(spec));
    world.azure().failNext(99, "GET", path(name), 503, "ServiceUnavailable");
    assertThat(runtime().list(installation(), Optional.empty()))
        .as("one group that could not be read")
        .isInstanceOf(Listing.CouldNotLook.class);
    assertThat(runtime().launch(spec)).isInstanceOf(Outcome.Busy.class);
    assertThat(runtime().destroy(handle, FOLLOW)).isInstanceOf(Outcome.Busy.class);
    world.azure().heal();
    destroyed(handle);
  }

  @Test
  void noQuotaAndNoRoomAreBusyAndNothingIsMade() {
    LaunchSpec spec = runsUntilStopped(new ContainerName("no-room"), labels());
    world.change("{\"quotas\":{\"Microsoft.ContainerInstance/cores\":0}}");
    busy(spec, "ContainerGroupQuotaReached");
    world.change(
        """
        {"quotas":{"Microsoft.ContainerInstance/cores":100,
          "Microsoft.ContainerInstance/availableCores":0}}
        """);
    busy(spec, "ServiceUnavailable");
    world.change(
        """
        {"quotas":{"Microsoft.ContainerInstance/availableCores":100,
          "containerInstances.createsPer5Minutes":0}}
        """);
    Outcome<ContainerHandle> tooOften = busy(spec, "TooManyRequests");
    assertThat(((Outcome.Busy<ContainerHandle>) tooOften).retryAfter()).isPresent();
    assertThat(world.groups()).isEmpty();
  }

  private Outcome<ContainerHandle> busy(LaunchSpec spec, String code) {
    Outcome<ContainerHandle> outcome = runtime().launch(spec);
    assertThat(outcome).as("%s", outcome).isInstanceOf(Outcome.Busy.class);
    assertThat(outcome.obstacle()).get().matches(problem -> problem.is(code));
    return outcome;
  }

  @Test
  void whatIsBeingMadeIsStartingAndCannotBeStoppedYet() {
    world.change("{\"operationTime\":\"PT10M\"}");
    var name = new ContainerName("in-the-making");
    ContainerHandle handle = done(runtime().launch(runsUntilStopped(name, labels())));

    assertThat(view(handle).state()).isInstanceOf(ContainerState.Starting.class);
    Outcome<Removal> stopped = runtime().stop(handle);
    assertThat(stopped).isInstanceOf(Outcome.Busy.class);
    assertThat(stopped.obstacle()).get().matches(p -> p.is("ContainerGroupTransitioning"));

    world.azure().emulator().cloud().clock().advance(Duration.ofMinutes(11));
    await(handle, ContainerState.Running.class);
    world.change("{\"operationTime\":\"PT0S\"}");
    destroyed(handle);
  }

  @Test
  void whatIsDeletedAndStillShownIsNotProvenGone() {
    ContainerHandle handle =
        done(runtime().launch(runsUntilStopped(new ContainerName("lingers"), labels())));
    await(handle, ContainerState.Running.class);
    world.change("{\"operationTime\":\"PT10M\"}");

    assertThat(runtime().destroy(handle, Duration.ofSeconds(2)))
        .isInstanceOf(Outcome.Unknown.class);

    world.azure().emulator().cloud().clock().advance(Duration.ofMinutes(11));
    assertThat(runtime().inspect(handle)).isInstanceOf(Look.Absent.class);
  }

  @Test
  void theEndIsToldWithItsCodeAndTimesAndTheLastLines() {
    ContainerHandle handle = done(runtime().launch(endsBadly(new ContainerName("told"), labels())));

    ContainerView ended = await(handle, ContainerState.Failed.class);

    assertThat(ended.facts().exitCode()).hasValue(3);
    assertThat(ended.facts().startedAt()).isPresent();
    assertThat(ended.facts().endedAt()).isPresent();
    assertThat(((ContainerState.Failed) ended.state()).reason()).contains("exit code 3");
    assertThat(done(runtime().logs(handle, 20))).isEmpty();
    destroyed(handle);
    assertThat(runtime().logs(handle, 20).obstacle()).get().matches(p -> p.is("NotFound"));
  }

  @Test
  void whatCannotBeBegunHasFailedAfterFiveMinutes() {
    ContainerHandle handle =
        done(
            runtime()
                .launch(world.spec(new ContainerName("broken"), InstancesWorld.BROKEN, labels())));

    ContainerRuntime later = world.later(GroupState.GRACE);
    for (int i = 0; i < 600 && !isFailed(later.inspect(handle)); i++) {
      letSomeTimePass();
    }

    assertThat(isFailed(later.inspect(handle))).isTrue();
    assertThat(view(handle).state()).isInstanceOf(ContainerState.Starting.class);
    destroyed(handle);
    LaunchSpec unknown = world.spec(new ContainerName("unknown"), "test/none:1", labels());
    assertThat(runtime().launch(unknown).obstacle())
        .get()
        .matches(problem -> problem.is("InaccessibleImage"));
  }

  private static boolean isFailed(Look<ContainerView> look) {
    return look instanceof Look.Found<ContainerView>(ContainerView view)
        && view.state() instanceof ContainerState.Failed;
  }

  @Test
  void whatAnOlderScalerMadeUnderTheSameMarkIsOursUnlessItIsAnotherInstallations() {
    var old = new ContainerName("old");
    var others = new ContainerName("others");
    var unmarked = new ContainerName("unmarked");
    world.plant(old, Map.of("managed_by", "aci", "message_id", "m"));
    world.plant(others, Map.of("managed_by", "aci", OwnerTags.INSTALLATION, "somebody-else"));
    world.plant(unmarked, Map.of("managed_by", "another"));
    ContainerRuntime heir = world.runtime(InstancesWorld.settings().inheriting("aci"));

    List<ContainerView> seen = complete(heir.list(EmulatedAzure.OURS, Optional.empty()));
    assertThat(seen).extracting(view -> view.handle().name()).containsExactly(old);
    assertThat(complete(heir.glance(EmulatedAzure.OURS, Optional.empty()))).hasSize(1);
    assertThat(complete(heir.list(EmulatedAzure.OURS, Optional.of(RunId.random())))).isEmpty();
    assertThat(complete(heir.list(new InstallationId("elsewhere"), Optional.empty()))).isEmpty();
    assertThat(complete(runtime().list(EmulatedAzure.OURS, Optional.empty()))).isEmpty();
    assertThat(done(heir.destroy(seen.getFirst().handle(), FOLLOW))).isEqualTo(Removal.REMOVED);
    uproot(others);
    uproot(unmarked);
  }

  @Test
  void memoryIsRoundedUpToWhatTheServiceTakes() {
    assertThat(GroupDefinition.up(1.51, 1)).isEqualTo(1.6);
    assertThat(GroupDefinition.up(0.5, 1)).isEqualTo(0.5);
    assertThat(GroupDefinition.up(240, 1)).isEqualTo(240);
  }

  @Test
  void whatARegionHasLeftCanBeRead() {
    Listing<RegionUsage.Usage> usages =
        world.azure().cloud().containerInstancesUsage().of("westeurope");

    assertThat(usages).isInstanceOf(Listing.Complete.class);
    assertThat(((Listing.Complete<RegionUsage.Usage>) usages).items())
        .extracting(RegionUsage.Usage::name)
        .contains("ContainerGroups", "StandardCores");
  }
}
