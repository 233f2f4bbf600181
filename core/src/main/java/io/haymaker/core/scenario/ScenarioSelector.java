package io.haymaker.core.scenario;

import io.haymaker.scenario.ScenarioName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Chooses the scenarios of a run: uniformly at random and without repeats, or those named. */
public final class ScenarioSelector {
  private ScenarioSelector() {}

  /** What was chosen, or why nothing could be. */
  public sealed interface Choice {

    /** In the order of their choice. */
    record Chosen(List<ScenarioChoice> scenarios) implements Choice {
      public Chosen {
        scenarios = List.copyOf(scenarios);
      }
    }

    /**
     * @param message names what was asked for and what there is
     */
    record Impossible(String message) implements Choice {}
  }

  /**
   * The same catalog and seed give the same choice, in whatever order the catalog lists.
   *
   * @param seed decides; stored with the run so that it can be repeated
   */
  public static Choice choose(List<ScenarioChoice> available, Selection selection, long seed) {
    return switch (selection) {
      case Selection.Sized sized -> sized(available, sized.size().scenarios(), seed);
      case Selection.Named named -> named(available, named.scenarios());
    };
  }

  private static Choice sized(List<ScenarioChoice> available, int wanted, long seed) {
    if (available.size() < wanted) {
      return new Choice.Impossible(
          "Not enough scenarios available. Requested: %d, Available: %d"
              .formatted(wanted, available.size()));
    }
    var shuffled = new ArrayList<>(available);
    shuffled.sort(Comparator.comparing(ScenarioChoice::name));
    Collections.shuffle(shuffled, new Random(seed));
    return new Choice.Chosen(shuffled.subList(0, wanted));
  }

  private static Choice named(List<ScenarioChoice> available, List<ScenarioName> names) {
    Map<ScenarioName, ScenarioChoice> byName =
        available.stream().collect(Collectors.toMap(ScenarioChoice::name, Function.identity()));
    var chosen = new ArrayList<ScenarioChoice>();
    for (ScenarioName name : names) {
      ScenarioChoice choice = byName.get(name);
      if (choice == null) {
        return new Choice.Impossible(
            "Unknown scenario: %s. Available: %s"
                .formatted(
                    name.value(),
                    byName.keySet().stream()
                        .map(ScenarioName::value)
                        .sorted()
                        .collect(Collectors.joining(", "))));
      }
      chosen.add(choice);
    }
    return new Choice.Chosen(chosen);
  }
}
