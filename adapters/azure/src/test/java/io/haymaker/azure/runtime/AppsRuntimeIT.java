package io.haymaker.azure.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.HealthProbe;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.Restart;
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

class AppsRuntimeIT extends ContainerRuntimeContract {

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
    return world.runtime(AgentKind.APP);
  }

  @Override
  protected InstallationId installation() {
    return EmulatedAzure.OURS;
  }

  @Override
  protected LaunchSpec runsUntilStopped(ContainerName name, Map<String, String> labels) {
    return always(world.spec(name, AppsWorld.RUNS, labels));
  }

  @Override
  protected LaunchSpec endsWell(ContainerName name, Map<String, String> labels) {
    return always(world.spec(name, AppsWorld.WELL, labels));
  }

  @Override
  protected LaunchSpec endsBadly(ContainerName name, Map<String, String> labels) {
    return always(world.spec(name, AppsWorld.BADLY, labels));
  }

  @Override
  protected void plant(ContainerName name, Map<String, String> labels) {
    world.plantApp(name, labels);
  }

  @Override
  protected void uproot(ContainerName name) {
    world.uprootApp(name);
  }

  @Override
  protected List<String> remainders() {
    return world.apps();
  }

  @Override
  protected int timesBegun(ContainerName name) {
    return world.timesBegun(name);
  }

  @Override
  protected void letSomeTimePass() {
    try {
      Pauser.system().pause(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private static LaunchSpec always(LaunchSpec spec) {
    return spec.with(spec.options().restarting(Restart.ALWAYS));
  }

  @Test
  void aLostAnswerBeginsItOnce() {
    var name = new ContainerName("lost-answer");
    LaunchSpec spec = runsUntilStopped(name, labels());
    world.azure().loseNext("PUT", "**/containerApps/" + name);
    assertThat(runtime().launch(spec)).isInstanceOf(Outcome.Unknown.class);

    ContainerHandle handle = done(runtime().launch(spec));

    await(handle, ContainerState.Running.class);
    assertThat(timesBegun(name)).isEqualTo(1);
    assertThat(runtime().destroy(handle, FOLLOW).isDone()).isTrue();
  }

  @Test
  void aLaunchThatComesLateChangesNothingOfWhatWasStopped() {
    var name = new ContainerName("late");
    LaunchSpec spec = runsUntilStopped(name, labels());
    ContainerHandle handle = done(runtime().launch(spec));
    await(handle, ContainerState.Running.class);
    assertThat(runtime().stop(handle).isDone()).isTrue();

    assertThat(done(runtime().launch(spec))).isEqualTo(handle);

    await(handle, ContainerState.Stopped.class);
    assertThat(runtime().destroy(handle, FOLLOW).isDone()).isTrue();
  }

  @Test
  void aFailingServiceIsBusyAndAFailedListingIsNotEmpty() {
    var name = new ContainerName("throttled");
    world.azure().failNext(1, "PUT", "**/containerApps/" + name, 429, "TooManyRequests");
    assertThat(runtime().launch(runsUntilStopped(name, labels()))).isInstanceOf(Outcome.Busy.class);
    assertThat(runtime().find(name)).isInstanceOf(Look.Absent.class);

    world.azure().failNext(9, "GET", "**/containerApps", 503, "ServiceUnavailable");
    assertThat(runtime().list(installation(), Optional.empty()))
        .isInstanceOf(Listing.CouldNotLook.class);
  }

  @Test
  void whatDoesNotFitTheEnvironmentIsRefusedAndLeavesNothing() {
    ContainerRuntime narrow = world.narrowRuntime(AgentKind.APP);
    ContainerHandle handle =
        done(narrow.launch(runsUntilStopped(new ContainerName("fits"), labels())));

    Outcome<ContainerHandle> refused =
        narrow.launch(runsUntilStopped(new ContainerName("fits-not"), labels()));

    assertThat(refused).isInstanceOf(Outcome.Refused.class);
    assertThat(refused.obstacle().orElseThrow().message()).contains("at most 1 nodes");
    assertThat(narrow.destroy(handle, FOLLOW).isDone()).isTrue();
  }

  @Test
  void whoIsNotAliveIsBegunAgainByThePlatform() {
    var name = new ContainerName("unhealthy");
    LaunchSpec spec = runsUntilStopped(name, labels());
    var nobodyThere =
        HealthProbe.liveness(new HealthProbe.Question.Http(1, "/healthz"))
            .every(Duration.ofSeconds(1), 1);
    ContainerHandle handle = done(runtime().launch(spec.with(spec.options().asked(nobodyThere))));

    await(handle, ContainerState.Failed.class);

    assertThat(view(handle).facts().restarts()).isPositive();
    assertThat(runtime().destroy(handle, FOLLOW).isDone()).isTrue();
  }

  @Test
  void aScaleAndItsRulesReachTheService() {
    var scale =
        new AppScale(
            2,
            5,
            List.of(new AppScale.Rule("queue", "azure-servicebus", Map.of("queueName", "q"))));
    LaunchSpec spec = runsUntilStopped(new ContainerName("scaled"), labels());

    var written = new AppDefinition(world.settings(AgentKind.APP), scale).of(spec);

    assertThat(written.template().scale().minReplicas()).isEqualTo(2);
    assertThat(written.template().scale().maxReplicas()).isEqualTo(5);
    assertThat(written.template().scale().rules().getFirst().custom().type())
        .isEqualTo("azure-servicebus");
    assertThat(written.configuration().ingress()).isNull();
  }

  private void await(ContainerHandle handle, Class<? extends ContainerState> wanted) {
    for (int i = 0; i < 200 && !wanted.isInstance(view(handle).state()); i++) {
      letSomeTimePass();
    }
    assertThat(view(handle).state()).isInstanceOf(wanted);
  }

  private ContainerView view(ContainerHandle handle) {
    Look<ContainerView> look = runtime().inspect(handle);
    assertThat(look).isInstanceOf(Look.Found.class);
    return ((Look.Found<ContainerView>) look).value();
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }
}
