package io.haymaker.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.testkit.MovedClock;
import io.haymaker.testkit.fault.SimulatedCrash;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FakeRuntimeTest extends ContainerRuntimeContract {

  private static final InstallationId OURS = new InstallationId("ours-1234");

  private final MovedClock clock = new MovedClock();
  private final FakeRuntime runtime = new FakeRuntime(OURS, clock);

  @Override
  protected ContainerRuntime runtime() {
    return runtime;
  }

  @Override
  protected InstallationId installation() {
    return OURS;
  }

  @Override
  protected LaunchSpec runsUntilStopped(ContainerName name, Map<String, String> labels) {
    runtime.behave(name, Behaviour.runs().startingAfter(Duration.ofSeconds(3)));
    return spec(name, labels);
  }

  @Override
  protected LaunchSpec endsWell(ContainerName name, Map<String, String> labels) {
    runtime.behave(name, Behaviour.succeedsAfter(Duration.ofSeconds(5)));
    return spec(name, labels);
  }

  @Override
  protected LaunchSpec endsBadly(ContainerName name, Map<String, String> labels) {
    runtime.behave(name, Behaviour.failsAfter(Duration.ofSeconds(5), "exit code 1"));
    return spec(name, labels);
  }

  @Override
  protected void plant(ContainerName name, Map<String, String> labels) {
    runtime.plant(name, labels);
  }

  @Override
  protected void uproot(ContainerName name) {
    runtime.vanish(name);
  }

  @Override
  protected List<String> remainders() {
    return runtime.present().stream().map(view -> view.handle().name().value()).toList();
  }

  @Override
  protected int timesBegun(ContainerName name) {
    return (int) runtime.launched().stream().filter(spec -> spec.name().equals(name)).count();
  }

  @Override
  protected void letSomeTimePass() {
    clock.pass(Duration.ofSeconds(1));
  }

  @Test
  void anUnknownLaunchMayHaveHadItsEffect() {
    var name = new ContainerName("lost");
    runtime.faults().on(RuntimeOperation.LAUNCH, "lost").unknownWithEffect();

    assertThat(runtime.launch(spec(name, labels()))).isInstanceOf(Outcome.Unknown.class);
    assertThat(runtime.find(name)).isInstanceOf(Look.Found.class);

    runtime.vanish(name);
    runtime.faults().on(RuntimeOperation.LAUNCH, "lost").unknownWithoutEffect();
    assertThat(runtime.launch(spec(name, labels()))).isInstanceOf(Outcome.Unknown.class);
    assertThat(runtime.find(name)).isInstanceOf(Look.Absent.class);
  }

  @Test
  void busyPassesAndRefusalStays() {
    var name = new ContainerName("hard");
    runtime.faults().on(RuntimeOperation.LAUNCH).busy(2, "Conflict");

    assertThat(runtime.launch(spec(name, labels()))).isInstanceOf(Outcome.Busy.class);
    assertThat(runtime.launch(spec(name, labels()))).isInstanceOf(Outcome.Busy.class);
    assertThat(runtime.launch(spec(name, labels()))).isInstanceOf(Outcome.Done.class);

    runtime.vanish(name);
    runtime.faults().on(RuntimeOperation.LAUNCH).refuse("Quota");
    assertThat(runtime.launch(spec(name, labels()))).isInstanceOf(Outcome.Refused.class);
    assertThat(runtime.launch(spec(name, labels()))).isInstanceOf(Outcome.Refused.class);
    runtime.faults().healAll();
  }

  @Test
  void aFailedListingIsNeverEmpty() {
    runtime.faults().on(RuntimeOperation.LIST).couldNotLook(1, "Down");

    assertThat(runtime.list(OURS, Optional.empty())).isInstanceOf(Listing.CouldNotLook.class);
    assertThat(runtime.list(OURS, Optional.empty())).isEqualTo(Listing.complete(List.of()));
  }

  @Test
  void aCrashIsNoOutcomeAndMayLeaveItsEffect() {
    var name = new ContainerName("crash");
    runtime.faults().on(RuntimeOperation.LAUNCH).crashAfterEffect();

    assertThatThrownBy(() -> runtime.launch(spec(name, labels())))
        .isInstanceOf(SimulatedCrash.class);
    assertThat(runtime.find(name)).isInstanceOf(Look.Found.class);
    runtime.vanish(name);
  }

  @Test
  void containersNeverStartVanishAndTimeOutOnTheClock() {
    var never = new ContainerName("never");
    var vanishing = new ContainerName("vanishing");
    var slow = new ContainerName("slow");
    runtime.behave(never, Behaviour.neverStarts());
    runtime.behave(vanishing, Behaviour.runs().vanishingAfter(Duration.ofHours(1)));
    ContainerHandle stuck = launch(never);
    ContainerHandle gone = launch(vanishing);
    ContainerHandle over = launch(slow);

    clock.pass(Duration.ofHours(11));

    assertThat(state(stuck)).isInstanceOf(ContainerState.Starting.class);
    assertThat(runtime.inspect(gone)).isInstanceOf(Look.Absent.class);
    assertThat(state(over)).isEqualTo(new ContainerState.Failed("DeadlineExceeded"));
    runtime.vanish(never);
    runtime.vanish(slow);
  }

  @Test
  void aDuplicateIsListedBesideTheFirst() {
    var name = new ContainerName("double");
    ContainerHandle first = launch(name);
    ContainerHandle second = runtime.duplicate(name);

    assertThat(second).isNotEqualTo(first);
    assertThat(runtime.list(OURS, Optional.empty()))
        .extracting(listing -> ((Listing.Complete<ContainerView>) listing).items().size())
        .isEqualTo(2);
    runtime.vanish(name);
  }

  private ContainerHandle launch(ContainerName name) {
    return ((Outcome.Done<ContainerHandle>) runtime.launch(spec(name, labels()))).value();
  }

  private ContainerState state(ContainerHandle handle) {
    return ((Look.Found<ContainerView>) runtime.inspect(handle)).value().state();
  }

  private static LaunchSpec spec(ContainerName name, Map<String, String> labels) {
    return new LaunchSpec(
        name,
        "haymaker/agent:1",
        new ContainerSize(2, 64),
        labels,
        Map.of(),
        Map.of(),
        Duration.ofHours(10));
  }
}
