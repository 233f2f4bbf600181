package io.haymaker.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.haymaker.core.scenario.ScenarioSelector.Choice;
import io.haymaker.core.scenario.SelectionStrategy.Spread;
import io.haymaker.scenario.ScenarioName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class SelectionStrategyPropertyTest {
  private static final SelectionStrategy BALANCED =
      new SelectionStrategy(Spread.BALANCED, Optional.empty(), Optional.empty());

  private record Traits(String area, Set<String> tags, Optional<String> difficulty) {}

  @Provide
  Arbitrary<List<ScenarioChoice>> catalogs() {
    return Combinators.combine(
            Arbitraries.of("Compute", "Identity", "Networking", "Web Apps"),
            Arbitraries.of("web", "linux", "cheap").set().ofMaxSize(2),
            Arbitraries.of("beginner", "advanced").optional())
        .as(Traits::new)
        .list()
        .ofMaxSize(40)
        .map(
            traits ->
                IntStream.range(0, traits.size())
                    .mapToObj(i -> choice("s" + i, traits.get(i)))
                    .toList());
  }

  @Provide
  Arbitrary<SelectionStrategy> strategies() {
    return Combinators.combine(
            Arbitraries.of(Spread.class),
            Arbitraries.of("web", "WEB", "cheap", "none").optional(),
            Arbitraries.of("beginner", "Advanced").optional())
        .as(SelectionStrategy::new);
  }

  private static ScenarioChoice choice(String name, Traits traits) {
    return new ScenarioChoice(
        new ScenarioName(name),
        traits.area(),
        List.copyOf(traits.tags()),
        traits.difficulty(),
        "# Scenario");
  }

  private static Choice small(List<ScenarioChoice> catalog, SelectionStrategy strategy, long seed) {
    return ScenarioSelector.choose(
        catalog, new Selection.Sized(SimulationSize.SMALL, strategy), seed);
  }

  private static List<ScenarioChoice> chosen(Choice choice) {
    return switch (choice) {
      case Choice.Chosen(List<ScenarioChoice> scenarios) -> scenarios;
      case Choice.Impossible(String message) -> throw new AssertionError(message);
    };
  }

  private static Map<String, Long> byArea(List<ScenarioChoice> scenarios) {
    return scenarios.stream()
        .collect(Collectors.groupingBy(ScenarioChoice::technologyArea, Collectors.counting()));
  }

  @Property(tries = 500)
  void choosesSoManyDifferentOnesThatAreAdmittedOrSaysHowManyThereAre(
      @ForAll("catalogs") List<ScenarioChoice> catalog,
      @ForAll("strategies") SelectionStrategy strategy,
      @ForAll long seed) {
    List<ScenarioChoice> admitted = catalog.stream().filter(strategy::admits).toList();

    switch (small(catalog, strategy, seed)) {
      case Choice.Chosen(var scenarios) ->
          assertThat(scenarios).hasSize(5).doesNotHaveDuplicates().isSubsetOf(admitted);
      case Choice.Impossible(var message) -> {
        assertThat(admitted).hasSizeLessThan(5);
        assertThat(message)
            .startsWith(
                "Not enough scenarios available. Requested: 5, Available: " + admitted.size());
      }
    }
  }

  @Property(tries = 300)
  void theSameSeedChoosesTheSameWhateverTheOrderOfTheCatalog(
      @ForAll("catalogs") List<ScenarioChoice> catalog,
      @ForAll("strategies") SelectionStrategy strategy,
      @ForAll long seed) {
    var other = new ArrayList<>(catalog);
    Collections.shuffle(other, new Random(seed + 1));

    assertThat(small(other, strategy, seed)).isEqualTo(small(catalog, strategy, seed));
  }

  @Property(tries = 500)
  void aBalancedChoiceTakesNoSecondOfAnAreaBeforeTheFirstOfAnother(
      @ForAll("catalogs") List<ScenarioChoice> catalog, @ForAll long seed) {
    if (catalog.size() < 5) {
      return;
    }
    Map<String, Long> available = byArea(catalog);
    Map<String, Long> taken = byArea(chosen(small(catalog, BALANCED, seed)));

    for (String area : available.keySet()) {
      long here = taken.getOrDefault(area, 0L);
      if (here < available.get(area)) {
        assertThat(taken.values()).allMatch(there -> there <= here + 1);
      }
    }
  }

  @Property(tries = 200)
  void withOneAreaBalancedIsNoLessRandomThanUniform(@ForAll long seed) {
    List<ScenarioChoice> catalog =
        IntStream.range(0, 20)
            .mapToObj(i -> new ScenarioChoice(new ScenarioName("s" + i), "Area", "# Scenario"))
            .toList();

    assertThat(small(catalog, BALANCED, seed))
        .isEqualTo(small(catalog, SelectionStrategy.UNIFORM, seed));
  }

  @Test
  void everyDocumentAndEveryAreaHasItsTurnInBalancedChoices() {
    List<ScenarioChoice> catalog =
        IntStream.range(0, 24)
            .mapToObj(
                i -> new ScenarioChoice(new ScenarioName("s" + i), "area " + i % 8, "# Scenario"))
            .toList();
    var often =
        IntStream.range(0, 2400)
            .boxed()
            .flatMap(seed -> chosen(small(catalog, BALANCED, seed)).stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(often).hasSize(24);
    assertThat(often.values()).allMatch(count -> count > 400 && count < 600);
  }

  @Test
  void tooFewOfAKindAreAnErrorThatNamesTheKind() {
    var strategy =
        new SelectionStrategy(Spread.UNIFORM, Optional.of("web"), Optional.of("beginner"));

    assertThat(small(List.of(), strategy, 1))
        .isEqualTo(
            new Choice.Impossible(
                "Not enough scenarios available. Requested: 5, Available: 0 with the tag 'web' of"
                    + " the difficulty 'beginner'"));
  }

  @Test
  void aBlankTagIsNoTag() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new SelectionStrategy(Spread.UNIFORM, Optional.of(" "), Optional.empty()));
  }

  @Test
  void differentSeedsChooseDifferently() {
    List<ScenarioChoice> catalog =
        IntStream.range(0, 30)
            .mapToObj(
                i -> new ScenarioChoice(new ScenarioName("s" + i), "area " + i % 6, "# Scenario"))
            .toList();
    var choices = new HashSet<Choice>();
    for (long seed = 0; seed < 50; seed++) {
      choices.add(small(catalog, BALANCED, seed));
    }
    assertThat(choices).hasSizeGreaterThan(45);
  }
}
