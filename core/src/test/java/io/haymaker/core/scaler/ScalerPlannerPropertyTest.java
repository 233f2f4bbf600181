package io.haymaker.core.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.retry.Backoff;
import io.haymaker.core.runtime.Capabilities;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.Restart;
import io.haymaker.core.scaler.ScalerPlan.Decision;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class ScalerPlannerPropertyTest {
  private static final ScalerPlanner PLANNER =
      new ScalerPlanner(
          new ScalerRules(
              new Backoff(3, Duration.ofSeconds(30), Duration.ofMinutes(5)),
              new SizingRule.Linear(2, 8, 0.5, 240),
              new Capabilities(
                  "test",
                  63,
                  new ContainerSize(0.1, 0.1),
                  new ContainerSize(4, 16),
                  Set.of(Restart.NEVER),
                  Set.of())));

  /** A message of a case: few ids, so that some come twice. */
  record Written(String subscription, String id, String size, History history) {}

  @Provide
  Arbitrary<List<Written>> messages() {
    Arbitrary<History> histories =
        Arbitraries.of(
            History.NONE,
            new History(1, Optional.of(Supplies.NOW), Optional.empty()),
            new History(1, Optional.of(Supplies.NOW.minusSeconds(999)), Optional.empty()),
            new History(3, Optional.of(Supplies.NOW.minusSeconds(999)), Optional.empty()),
            new History(1, Optional.empty(), Optional.of("container")));
    return Combinators.combine(
            Arbitraries.of("a", "b", "c", "d"),
            Arbitraries.of("", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
            Arbitraries.of("1", "100", "1e3", "5000000", "-1", "NaN", ""),
            histories)
        .as(Written::new)
        .list()
        .ofMaxSize(60);
  }

  private static Supplies supply(List<Written> messages, int page) {
    var supply = new Supplies(page);
    messages.forEach(m -> supply.message(m.subscription(), m.id(), m.size(), m.history()));
    return supply;
  }

  private static ScalerPlan plan(Supplies supply, int free, String lastServed) {
    return PLANNER.plan(
        new ScalerSnapshot(
            supply.subscriptions(), Optional.of(lastServed), free, Optional.empty(), Supplies.NOW),
        supply);
  }

  @Property
  void capacityIsNeverExceededAndNoMessageGetsTwoContainers(
      @ForAll("messages") List<Written> messages,
      @ForAll @IntRange(max = 20) int free,
      @ForAll @IntRange(min = 1, max = 7) int page) {
    ScalerPlan plan = plan(supply(messages, page), free, "b");

    assertThat(plan.of(Verdict.Start.class).count()).isLessThanOrEqualTo(free);
    var seen = new HashSet<MessageKey>();
    for (Decision decision : plan.decisions()) {
      if (decision.verdict() instanceof Verdict.Start) {
        assertThat(seen.add(decision.message().key().orElseThrow())).isTrue();
      }
    }
  }

  @Property
  void thePageOfAPeekChangesNothingOfWhatIsStarted(
      @ForAll("messages") List<Written> messages, @ForAll @IntRange(max = 20) int free) {
    assertThat(started(plan(supply(messages, 1), free, "c")))
        .isEqualTo(started(plan(supply(messages, 50), free, "c")));
  }

  @Property
  void roomIsLeftOnlyWhenEverythingWasReadAndNobodyIsServedMuchMoreThanWhoStillWaits(
      @ForAll("messages") List<Written> messages, @ForAll @IntRange(max = 20) int free) {
    Supplies supply = supply(messages, 50);
    ScalerPlan plan = plan(supply, free, "a");

    var served = new TreeMap<String, Long>();
    supply.subscriptions().forEach(name -> served.put(name, 0L));
    plan.decisions().stream()
        .filter(decision -> decision.verdict() instanceof Verdict.Start)
        .forEach(d -> served.merge(d.message().subscription(), 1L, Long::sum));
    List<String> short_ =
        plan.decisions().stream()
            .filter(decision -> decision.verdict().equals(noCapacity()))
            .map(decision -> decision.message().subscription())
            .distinct()
            .toList();
    long most = served.values().stream().mapToLong(Long::longValue).max().orElse(0);
    for (String name : short_) {
      assertThat(plan.of(Verdict.Start.class).count()).isEqualTo(free);
      assertThat(served.get(name)).isGreaterThanOrEqualTo(most - 1);
    }
  }

  private static Verdict noCapacity() {
    return new Verdict.Waits("no capacity", Optional.empty());
  }

  private static List<Decision> started(ScalerPlan plan) {
    return plan.decisions().stream()
        .filter(decision -> decision.verdict() instanceof Verdict.Start)
        .toList();
  }
}
