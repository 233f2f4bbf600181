package io.haymaker.core.scenario;

import io.haymaker.scenario.ScenarioName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Chooses the scenarios of a run: at random and without repeats, as the {@link SelectionStrategy}
 * says, or those named.
 */
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
      case Selection.Sized sized -> sized(available, sized, seed);
      case Selection.Named named -> named(available, named.scenarios());
    };
  }

  private static Choice sized(
      List<ScenarioChoice> available, Selection.Sized selection, long seed) {
    SelectionStrategy strategy = selection.strategy();
    int wanted = selection.size().scenarios();
    var shuffled = new ArrayList<>(available.stream().filter(strategy::admits).toList());
    if (shuffled.size() < wanted) {
      return new Choice.Impossible(
          "Not enough scenarios available. Requested: %d, Available: %d%s"
              .formatted(wanted, shuffled.size(), strategy.restriction()));
    }
    var random = new Random(seed);
    shuffled.sort(Comparator.comparing(ScenarioChoice::name));
    Collections.shuffle(shuffled, random);
    List<ScenarioChoice> order =
        switch (strategy.spread()) {
          case UNIFORM -> shuffled;
          case BALANCED -> byTurns(shuffled, random);
        };
    return new Choice.Chosen(order.subList(0, wanted));
  }

  /** One of each area, then a second of each that has one, and so on; areas in random order. */
  private static List<ScenarioChoice> byTurns(List<ScenarioChoice> shuffled, Random random) {
    var areas = new TreeMap<String, Deque<ScenarioChoice>>();
    for (ScenarioChoice choice : shuffled) {
      areas.computeIfAbsent(choice.technologyArea(), area -> new ArrayDeque<>()).add(choice);
    }
    var turns = new ArrayList<>(areas.values());
    Collections.shuffle(turns, random);
    var order = new ArrayList<ScenarioChoice>();
    while (order.size() < shuffled.size()) {
      for (Deque<ScenarioChoice> area : turns) {
        if (!area.isEmpty()) {
          order.add(area.remove());
        }
      }
    }
    return order;
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
