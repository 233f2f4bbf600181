package io.haymaker.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.scenario.ScenarioSelector.Choice;
import io.haymaker.scenario.ScenarioName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ScenarioSelectorTest {
  private static final Selection SMALL = new Selection.Sized(SimulationSize.SMALL);

  private static List<ScenarioChoice> catalog(int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> new ScenarioChoice(new ScenarioName("s" + i), "Area", "# Scenario"))
        .toList();
  }

  private static List<ScenarioChoice> chosen(Choice choice) {
    return switch (choice) {
      case Choice.Chosen(List<ScenarioChoice> scenarios) -> scenarios;
      case Choice.Impossible(String message) -> throw new AssertionError(message);
    };
  }

  @Property(tries = 300)
  void theSameSeedChoosesTheSameWhateverTheOrderOfTheCatalog(
      @ForAll long seed, @ForAll @IntRange(min = 5, max = 40) int size) {
    var other = new ArrayList<>(catalog(size));
    Collections.shuffle(other, new Random(seed + 1));

    var choice = chosen(ScenarioSelector.choose(catalog(size), SMALL, seed));

    assertThat(choice).hasSize(5).doesNotHaveDuplicates();
    assertThat(chosen(ScenarioSelector.choose(other, SMALL, seed))).isEqualTo(choice);
  }

  @Test
  void everyScenarioIsChosenAboutAsOftenAsAnyOther() {
    int[] often = new int[10];
    for (long seed = 0; seed < 2000; seed++) {
      chosen(ScenarioSelector.choose(catalog(10), SMALL, seed))
          .forEach(one -> often[Integer.parseInt(one.name().value().substring(1))]++);
    }
    assertThat(often).hasSize(10);
    for (int count : often) {
      assertThat(count).isBetween(900, 1100);
    }
  }

  @Test
  void tooFewScenariosAreAnErrorThatNamesBothCounts() {
    assertThat(ScenarioSelector.choose(catalog(6), new Selection.Sized(SimulationSize.LARGE), 1))
        .isEqualTo(
            new Choice.Impossible("Not enough scenarios available. Requested: 30, Available: 6"));
  }

  @Test
  void namedScenariosAreTakenInTheirOrder() {
    var named = new Selection.Named(List.of(new ScenarioName("s3"), new ScenarioName("s1")));

    assertThat(chosen(ScenarioSelector.choose(catalog(4), named, 9)))
        .extracting(one -> one.name().value())
        .containsExactly("s3", "s1");
  }

  @Test
  void anUnknownScenarioIsAnErrorThatTellsWhatThereIs() {
    var named = new Selection.Named(List.of(new ScenarioName("nope")));

    assertThat(ScenarioSelector.choose(catalog(2), named, 9))
        .isEqualTo(new Choice.Impossible("Unknown scenario: nope. Available: s0, s1"));
  }

  @Test
  void differentSeedsChooseDifferently() {
    var choices = new HashSet<List<ScenarioChoice>>();
    for (long seed = 0; seed < 50; seed++) {
      choices.add(chosen(ScenarioSelector.choose(catalog(30), SMALL, seed)));
    }
    assertThat(choices).hasSizeGreaterThan(45);
  }
}
