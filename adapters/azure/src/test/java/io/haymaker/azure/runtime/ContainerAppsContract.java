package io.haymaker.azure.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.Restart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds in Container Apps whatever agents run as, beside what holds for every runtime. */
abstract class ContainerAppsContract extends EmulatedRuntimeContract {
  static final Duration FOLLOW = Duration.ofSeconds(30);

  @TempDir static Path data;
  static AppsWorld world;

  private final AgentKind kind;
  private final String collection;
  private final Restart restart;

  /**
   * @param collection what the service calls all of that kind
   * @param restart what the service does when one ends
   */
  ContainerAppsContract(AgentKind kind, String collection, Restart restart) {
    this.kind = kind;
    this.collection = collection;
    this.restart = restart;
  }

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
    return world.runtime(kind);
  }

  @Override
  protected LaunchSpec runsUntilStopped(ContainerName name, Map<String, String> labels) {
    return spec(name, AppsWorld.RUNS, labels);
  }

  @Override
  protected LaunchSpec endsWell(ContainerName name, Map<String, String> labels) {
    return spec(name, AppsWorld.WELL, labels);
  }

  @Override
  protected LaunchSpec endsBadly(ContainerName name, Map<String, String> labels) {
    return spec(name, AppsWorld.BADLY, labels);
  }

  private LaunchSpec spec(ContainerName name, String image, Map<String, String> labels) {
    LaunchSpec spec = world.spec(name, image, labels);
    return spec.with(spec.options().restarting(restart));
  }

  @Override
  protected int timesBegun(ContainerName name) {
    return world.timesBegun(name);
  }

  @Test
  void aThrottledOrFailingServiceIsBusyAndAFailedListingIsNotEmpty() {
    var name = new ContainerName("throttled");
    world.azure().failNext(1, "PUT", path(name), 429, "TooManyRequests");
    assertThat(runtime().launch(runsUntilStopped(name, labels()))).isInstanceOf(Outcome.Busy.class);
    assertThat(runtime().find(name)).isInstanceOf(Look.Absent.class);

    world.azure().failNext(9, "GET", "**/" + collection, 503, "ServiceUnavailable");
    assertThat(runtime().list(installation(), Optional.empty()))
        .isInstanceOf(Listing.CouldNotLook.class);
  }

  @Test
  void whatDoesNotFitTheEnvironmentIsRefusedWithTheReason() {
    var second = new ContainerName("fits-not");
    ContainerRuntime narrow = world.narrowRuntime(kind);
    ContainerHandle handle =
        done(narrow.launch(runsUntilStopped(new ContainerName("fits"), labels())));

    Outcome<ContainerHandle> refused = narrow.launch(runsUntilStopped(second, labels()));

    assertThat(refused).isInstanceOf(Outcome.Refused.class);
    assertThat(refused.obstacle().orElseThrow().message()).contains("at most 1 nodes");
    assertThat(narrow.destroy(handle, FOLLOW).isDone()).isTrue();
    afterRefusal(second);
  }

  /** What the service may keep of one that it refused to run is taken away here. */
  abstract void afterRefusal(ContainerName refused);

  final String path(ContainerName name) {
    return "**/%s/%s".formatted(collection, name);
  }
}
