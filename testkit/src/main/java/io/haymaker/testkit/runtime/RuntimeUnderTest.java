package io.haymaker.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.scenario.ScenarioName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What a test of {@link ContainerRuntimeContract} must know of a runtime, and how it asks it. */
public abstract class RuntimeUnderTest {

  static final Duration FOLLOW = Duration.ofSeconds(30);
  static final int PATIENCE = 300;

  final RunId run = RunId.random();
  final List<ContainerHandle> handles = new ArrayList<>();

  /** The runtime under test. */
  protected abstract ContainerRuntime runtime();

  /** The installation that the runtime under test works for. */
  protected abstract InstallationId installation();

  /** A container that runs until it is stopped, and then ends within a few looks. */
  protected abstract LaunchSpec runsUntilStopped(ContainerName name, Map<String, String> labels);

  /** A container that ends well after a few looks. */
  protected abstract LaunchSpec endsWell(ContainerName name, Map<String, String> labels);

  /** A container that ends badly after a few looks. */
  protected abstract LaunchSpec endsBadly(ContainerName name, Map<String, String> labels);

  /**
   * A container that writes {@code line 1} to {@code line 3}, some time apart, and ends well; asked
   * only of runtimes with {@code FOLLOW}.
   */
  protected LaunchSpec writesThreeLines(ContainerName name, Map<String, String> labels) {
    throw new AssertionError("how does %s write?".formatted(name));
  }

  /** Puts a running container with these labels there without the runtime under test. */
  protected abstract void plant(ContainerName name, Map<String, String> labels);

  /** Takes a planted container away without the runtime under test. */
  protected abstract void uproot(ContainerName name);

  /** Names of all containers, ours or not, seen without the runtime under test. */
  protected abstract List<String> remainders();

  /** How often a container of this name was really begun. */
  protected abstract int timesBegun(ContainerName name);

  /**
   * Makes the runtime forget what became of a container that was begun and stays there; asked only
   * of runtimes without {@code HISTORY}.
   */
  protected void forget(ContainerName name) {
    throw new AssertionError("how does this runtime forget " + name + "?");
  }

  /** Lets some time pass between two looks. */
  protected abstract void letSomeTimePass();

  static ContainerHandle nobody() {
    return new ContainerHandle("none", new ContainerName("nobody"), "none");
  }

  static ContainerSize larger(LaunchSpec spec) {
    return new ContainerSize(spec.size().cpuCores(), spec.size().memoryGb() * 2);
  }

  static <T> T done(Outcome<T> outcome) {
    return outcome instanceof Outcome.Done<T>(T value)
        ? value
        : fail("expected it to be done, but: " + outcome);
  }

  /** The labels of this test's own run. */
  protected final Map<String, String> labels() {
    return new Owner(installation(), run, new ScenarioName("contract")).tags();
  }

  final ContainerName name(String what) {
    return new ContainerName("%s-%s".formatted(what, run.toString().substring(0, 8)));
  }

  final ContainerHandle launched(LaunchSpec spec) {
    return kept(runtime().launch(spec));
  }

  final ContainerHandle launchedAsNew(LaunchSpec spec) {
    return kept(runtime().launchNew(spec));
  }

  private ContainerHandle kept(Outcome<ContainerHandle> launch) {
    assertThat(launch).isInstanceOf(Outcome.Done.class);
    ContainerHandle handle = ((Outcome.Done<ContainerHandle>) launch).value();
    handles.add(handle);
    return handle;
  }

  final List<ContainerView> listed() {
    return complete(runtime().list(installation(), Optional.of(run)));
  }

  final ContainerView awaitState(ContainerHandle handle, Predicate<ContainerState> wanted) {
    ContainerView last = found(runtime().inspect(handle));
    for (int looks = 0; looks < PATIENCE && !wanted.test(last.state()); looks++) {
      letSomeTimePass();
      last = found(runtime().inspect(handle));
    }
    assertThat(last.state()).as("state of %s", handle.name()).matches(wanted);
    return last;
  }

  static ContainerView found(Look<ContainerView> look) {
    return look instanceof Look.Found<ContainerView> found
        ? found.value()
        : fail("expected to find a container, but: " + look);
  }

  protected static List<ContainerView> complete(Listing<ContainerView> listing) {
    return listing instanceof Listing.Complete<ContainerView> complete
        ? complete.items()
        : fail("expected a complete listing, but: " + listing);
  }
}
