package io.haymaker.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.scenario.ScenarioChoice;
import io.haymaker.scenario.ScenarioName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AgentNamesTest {
  private static final RunId RUN = RunId.random();

  @Provide
  Arbitrary<ScenarioName> scenarios() {
    Arbitrary<String> first = Arbitraries.strings().withChars("aZ09").ofLength(1);
    Arbitrary<String> rest = Arbitraries.strings().withChars("abYZ019-_").ofMaxLength(99);
    return first.flatMap(head -> rest.map(tail -> new ScenarioName(head + tail)));
  }

  @ParameterizedTest
  @CsvSource({
    "MyScenario, myscenario-agent",
    "my_scenario_v2, my-scenario-v2-agent",
    "compute-01-linux-vm-web-server, compute-01-linux-vm-web-server-agent",
    "a__b--c_, a-b-c-agent"
  })
  void aClassicContainerNameIsTheOneThatPeopleKnow(String scenario, String name) {
    assertThat(AgentNames.classicContainer(new ScenarioName(scenario))).isEqualTo(name);
  }

  @Test
  void theOtherClassicNamesAreAsSpecified() {
    var scenario = new ScenarioName("web_app-02");

    assertThat(AgentNames.classicDisplayName(scenario)).isEqualTo("AzureHayMaker-web_app-02-admin");
    assertThat(AgentNames.classicSecret(scenario)).isEqualTo("scenario-sp-web-app-02-secret");
  }

  @Property(tries = 500)
  void aDerivedContainerNameKeepsTheRulesOfContainerApps(@ForAll("scenarios") ScenarioName name) {
    String unique = AgentNames.unique(Plans.US, RUN, name);

    assertThat(AgentNames.derivedContainer(name, unique, 32))
        .hasSizeBetween(2, 32)
        .matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")
        .endsWith("-" + unique + "-agent");
  }

  @Property(tries = 500)
  void derivedNamesFitWhereTheyGo(@ForAll("scenarios") ScenarioName name) {
    String unique = AgentNames.unique(Plans.US, RUN, name);

    assertThat(unique).matches("[a-z2-7]{6}");
    assertThat(AgentNames.derivedDisplayName(name, unique)).hasSizeLessThanOrEqualTo(64);
    assertThat(AgentNames.derivedSecret(name, unique)).matches("[0-9a-zA-Z-]{1,127}");
    assertThat(AgentNames.classicSecret(name)).matches("[0-9a-zA-Z-]{1,127}");
    assertThat(AgentNames.group(name, unique)).matches("[a-z0-9-]{1,89}[a-z0-9]");
  }

  @Test
  void whatIsUniqueDiffersByInstallationRunAndScenario() {
    var scenario = new ScenarioName("a");
    String unique = AgentNames.unique(Plans.US, RUN, scenario);

    assertThat(AgentNames.unique(Plans.US, RUN, scenario)).isEqualTo(unique);
    assertThat(AgentNames.unique(Plans.US, RUN, new ScenarioName("b"))).isNotEqualTo(unique);
    assertThat(AgentNames.unique(Plans.US, RunId.random(), scenario)).isNotEqualTo(unique);
    assertThat(
            AgentNames.unique(
                new io.haymaker.core.ownership.InstallationId("another1"), RUN, scenario))
        .isNotEqualTo(unique);
  }

  private static List<ScenarioRun> plan(NameRegistry names, boolean alone, String... scenarios) {
    var choices =
        Arrays.stream(scenarios)
            .map(name -> new ScenarioChoice(new ScenarioName(name), "Area", "# Scenario"))
            .toList();
    var run =
        Run.begun(
            RUN,
            new RunOptions(
                new io.haymaker.core.scenario.Selection.Named(
                    choices.stream().map(ScenarioChoice::name).toList()),
                1,
                Plans.DURATION,
                5),
            Plans.NOON);
    return new AgentPlanner(Plans.US, Plans.settings(), names, 32).plan(run, choices, alone);
  }

  private static List<String> containers(List<ScenarioRun> planned) {
    return planned.stream().map(one -> one.plan().container().value()).toList();
  }

  @Test
  void classicNamesAreTakenOnlyByARunThatIsAlone() {
    assertThat(containers(plan((_, _) -> Look.absent(), true, "web"))).containsExactly("web-agent");
    assertThat(containers(plan((_, _) -> Look.absent(), false, "web")))
        .allMatch(name -> name.matches("web-[a-z2-7]{6}-agent"));
  }

  @Test
  void aNameThatCouldNotBeLookedUpCountsAsTaken() {
    assertThat(containers(plan((_, _) -> Look.couldNotLook("Forbidden", "no"), true, "web")))
        .allMatch(name -> name.matches("web-[a-z2-7]{6}-agent"));
  }

  @Test
  void aClassicNameThatDoesNotFitIsNotTaken() {
    String tooLong = "compute-01-linux-vm-web-server";
    assertThat(containers(plan((_, _) -> Look.absent(), true, tooLong, "01-starts-with-digit")))
        .allMatch(name -> name.matches("[a-z][a-z0-9-]{0,30}[a-z0-9]"))
        .allMatch(name -> name.matches(".*-[a-z2-7]{6}-agent"));
  }

  @Test
  void twoScenariosOfOneRunNeverShareAName() {
    var planned = plan((_, _) -> Look.absent(), true, "my_web", "my-web", "My-Web", "other");

    assertThat(containers(planned)).doesNotHaveDuplicates().contains("other-agent");
    assertThat(
            planned.stream()
                .map(one -> one.plan().identity().secretName().toLowerCase(Locale.ROOT))
                .toList())
        .doesNotHaveDuplicates();
    assertThat(planned.stream().map(one -> one.plan().group()).collect(Collectors.toSet()))
        .hasSize(4);
  }

  @Test
  void whatIsToBeLeftBehindIsSharedOutEvenly() {
    var planned = plan((_, _) -> Look.absent(), true, "a", "b", "c");

    assertThat(planned.stream().map(one -> one.plan().leaveBehind()).toList())
        .containsExactly(2, 2, 1);
  }
}
