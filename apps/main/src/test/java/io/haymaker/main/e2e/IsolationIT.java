package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.ScenarioRun;
import io.haymaker.core.run.Stage;
import io.haymaker.emulator.fault.FaultRule;
import io.haymaker.emulator.fault.FaultRule.Effect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Each step of provisioning is refused for ever to one scenario of a run: that one is undone, the
 * others are not touched, and nothing of any remains.
 */
class IsolationIT {
  private static final String[] HEALTHY = {"healthy-one", "healthy-two"};

  /** The scenario that is hit, and how its failure names the step. */
  private static final Map<String, String> VICTIMS = new LinkedHashMap<>();

  static {
    VICTIMS.put("no-group", "group");
    VICTIMS.put("no-application", "application");
    VICTIMS.put("no-principal", "principal");
    VICTIMS.put("no-role", "role");
    VICTIMS.put("no-credential", "credential");
    VICTIMS.put("no-secret", "secret");
    VICTIMS.put("no-job", "container");
    VICTIMS.put("no-start", "container");
  }

  @TempDir Path folder;

  private final Bench bench = Bench.shared().withQuotaForAll();

  @AfterEach
  void heal() {
    bench.heal();
  }

  @Test
  void aStepThatFailsForOneScenarioTouchesNoOther() {
    var names = new ArrayList<>(VICTIMS.keySet());
    names.addAll(List.of(HEALTHY));
    String[] all = names.toArray(String[]::new);
    order();
    try (Plane plane = Plane.start(bench, "isolation", TinyScenarios.write(folder, all))) {
      RunId run = plane.run(Duration.ofSeconds(2), 0, all);
      refuseTheCredentialOf("no-credential");

      JsonNode report = plane.report(run);

      VICTIMS.forEach((name, step) -> assertUndone(plane.scenario(run, name), step));
      for (String name : HEALTHY) {
        assertThat(plane.scenario(run, name).result())
            .as(name)
            .hasValue(ScenarioRun.Result.SUCCEEDED);
      }
      Reports.assertClean(report);
      assertThat(plane.exitCode(run)).isZero();
      CloudClient admin = bench.administrator();
      assertThat(
              admin
                  .arm(
                      "GET",
                      admin.subscription()
                          + "/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01")
                  .body()
                  .path("value"))
          .noneMatch(role -> role.toString().contains(run.toString()));
    }
  }

  private void assertUndone(ScenarioRun scenario, String step) {
    String name = scenario.scenario().value();
    assertThat(bench.hits(name)).as(name + " was hit").isPositive();
    assertThat(scenario.stage()).as(name).isEqualTo(Stage.UNDONE);
    assertThat(scenario.startedAt()).as(name).isEmpty();
    assertThat(scenario.failure().orElse("")).as(name).contains(step + ": ");
  }

  private void order() {
    refuse("no-group", rule("PUT", "/subscriptions/*/resourceGroups/hm-no-group-*"));
    refuse(
        "no-application",
        rule("PATCH", "/graph/v1.0/applications**")
            .whenBodyContains("AzureHayMaker-no-application-"));
    refuse(
        "no-principal",
        rule("POST", "/graph/v1.0/servicePrincipals")
            .whenBodyContains("AzureHayMaker-no-principal-"));
    refuse(
        "no-role",
        rule("PUT", "/subscriptions/*/resourceGroups/hm-no-role-*/**/roleAssignments/*"));
    refuse("no-secret", rule("PUT", "/secrets/scenario-sp-no-secret-*"));
    refuse("no-job", rule("PUT", "/**/Microsoft.App/jobs/no-job-*"));
    refuse("no-start", rule("POST", "/**/Microsoft.App/jobs/no-start-*/start"));
    // The call for a credential names nothing but the application's id: there is time to learn it.
    bench.fault(
        FaultRule.always(
                "time",
                "POST",
                "/graph/v1.0/servicePrincipals",
                new Effect.Delay(Duration.ofSeconds(4)))
            .whenBodyContains("AzureHayMaker-no-credential-"));
  }

  private void refuseTheCredentialOf(String scenario) {
    CloudClient admin = bench.administrator();
    String id =
        Awaiting.value(
            "the application of " + scenario,
            Duration.ofSeconds(60),
            () ->
                admin
                    .graph("GET", "/applications")
                    .body()
                    .path("value")
                    .valueStream()
                    .filter(a -> a.path("displayName").asString().contains("-" + scenario + "-"))
                    .map(a -> a.path("id").asString())
                    .findFirst());
    refuse(scenario, rule("POST", "/graph/v1.0/applications/%s/addPassword".formatted(id)));
  }

  private static FaultRule rule(String method, String path) {
    return FaultRule.always(
        "rule", method, path, new Effect.Fail(400, "BadRequest", "ordered by a test"));
  }

  private void refuse(String scenario, FaultRule rule) {
    bench.fault(
        new FaultRule(
            scenario,
            rule.method(),
            rule.path(),
            rule.bodyContains(),
            rule.callerId(),
            rule.skip(),
            rule.count(),
            rule.effect()));
  }
}
