package io.haymaker.testkit.runtime;

import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.runtime.Capabilities;
import io.haymaker.core.runtime.Capabilities.Feature;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.LaunchOptions;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.Restart;
import io.haymaker.testkit.MovedClock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** The contract on fakes whose capabilities are those of the backends that we have or plan. */
class FakeRuntimeKindsTest {

  /** As jobs of Container Apps are. */
  @Nested
  class OneThatForgets extends Kind {
    OneThatForgets() {
      super(Set.of(Restart.NEVER, Restart.ON_FAILURE), Set.of(Feature.TIMEOUT));
    }
  }

  /** As apps of Container Apps are. */
  @Nested
  class OneWhereNothingEndsForGood extends Kind {
    OneWhereNothingEndsForGood() {
      super(Set.of(Restart.ALWAYS), Set.of(Feature.HISTORY, Feature.PROBES));
    }
  }

  /** As a container engine on a host is. */
  @Nested
  class OneThatOffersEverything extends Kind {
    OneThatOffersEverything() {
      super(EnumSet.allOf(Restart.class), EnumSet.allOf(Feature.class));
    }
  }

  abstract static class Kind extends ContainerRuntimeContract {
    private static final InstallationId OURS = new InstallationId("ours-1234");
    private final MovedClock clock = new MovedClock();
    private final FakeRuntime runtime;

    Kind(Set<Restart> restarts, Set<Feature> features) {
      runtime =
          new FakeRuntime(
              OURS,
              clock,
              new Capabilities(
                  FakeRuntime.NAME,
                  63,
                  new ContainerSize(0.5, 1),
                  new ContainerSize(4, 16),
                  restarts,
                  features));
    }

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
      return living(name, labels, Behaviour.runs().startingAfter(Duration.ofSeconds(2)));
    }

    @Override
    protected LaunchSpec endsWell(ContainerName name, Map<String, String> labels) {
      return living(name, labels, Behaviour.succeedsAfter(Duration.ofSeconds(3)));
    }

    @Override
    protected LaunchSpec endsBadly(ContainerName name, Map<String, String> labels) {
      return living(name, labels, Behaviour.failsAfter(Duration.ofSeconds(3), "exit code 1"));
    }

    @Override
    protected LaunchSpec writesThreeLines(ContainerName name, Map<String, String> labels) {
      runtime.write(name, List.of("line 1", "line 2", "line 3"));
      return endsWell(name, labels);
    }

    private LaunchSpec living(ContainerName name, Map<String, String> labels, Behaviour life) {
      runtime.behave(name, life);
      Restart restart = runtime.capabilities().endsForGood() ? Restart.NEVER : Restart.ALWAYS;
      return new LaunchSpec(
          name,
          "haymaker/agent:1",
          new ContainerSize(2, 8),
          labels,
          Map.of(),
          Map.of(),
          Duration.ofHours(10),
          LaunchOptions.ONCE.restarting(restart));
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
    protected void forget(ContainerName name) {
      runtime.forget(name);
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
  }
}
