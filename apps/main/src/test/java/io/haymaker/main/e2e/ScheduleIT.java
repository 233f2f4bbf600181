package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schedules as a process, and commands beside it, in the demo's cloud. */
class ScheduleIT {
  private static final String SCENARIO = "webapps-01-ticket-shop";

  /** Not due while a test runs. */
  private static final String SELDOM =
      "seldom 0 5 1 1 * America/New_York scenarios=%s duration=3s".formatted(SCENARIO);

  private static final String EVERY_MINUTE =
      "tick * * * * * Europe/Berlin scenarios=%s duration=20s".formatted(SCENARIO);

  @TempDir Path folder;

  private DemoProcess schedule(String schedules, String... words) {
    var all = new ArrayList<>(List.of("schedule"));
    all.addAll(List.of(words));
    all.add("--emulator");
    return DemoProcess.command(
        folder.resolve("d"), Map.of("SCHEDULES", schedules), all.toArray(String[]::new));
  }

  /** What a command said that must end like this; what is left running is another's. */
  private String said(int exitCode, String schedules, String... words) {
    DemoProcess command = schedule(schedules, words);
    assertThat(command.exitCode()).as(command.output()).isEqualTo(exitCode);
    return command.output();
  }

  private JsonNode listed() {
    return JsonMapper.shared().readTree(said(0, SELDOM, "list", "--json")).path(0);
  }

  @Test
  void commandsBesideTheProcessReachItAndWithoutItARunIsMadeHere() {
    try (DemoProcess keeper = schedule(SELDOM)) {
      keeper.awaitSaying("seldom: 0 5 1 1 *, next");
      assertThat(listed().path("next").size()).isEqualTo(3);
      assertThat(listed().path("last_run").isNull()).isTrue();
      assertThat(said(2, SELDOM, "pause", "nothing")).contains("there are: seldom");

      assertThat(said(0, SELDOM, "pause", "seldom")).contains("seldom is paused");
      keeper.awaitSaying("seldom: paused");
      assertThat(listed().path("paused").asBoolean()).isTrue();
      assertThat(said(0, SELDOM, "resume", "seldom")).contains("next:");
      keeper.awaitSaying("seldom: resumed");

      assertThat(said(0, SELDOM, "run-now", "seldom")).contains("carries it out");
      keeper.awaitSaying("somebody asked for it: run ");
      keeper.awaitSaying("is over: completed");
      keeper.awaitSaying("Nothing remains");
      assertThat(listed().path("last_run").path("status").asString()).isEqualTo("completed");

      keeper.interrupt();
      assertThat(keeper.exitCode()).as(keeper.output()).isZero();
      assertThat(keeper.running()).isEmpty();
    }
    assertThat(said(0, SELDOM, "run-now", "seldom")).contains("Nothing remains");
    assertThat(said(0, SELDOM, "list")).containsPattern("seldom .* on +[0-9a-f-]{36} completed");
  }

  @Test
  void aRunBeginsWhenItIsDueAndAnInterruptLeavesItToTheNextStart() {
    String run;
    try (DemoProcess keeper = schedule(EVERY_MINUTE)) {
      keeper.awaitSaying("tick: due ");
      keeper.awaitSaying("agent_started");
      keeper.interrupt();
      assertThat(keeper.exitCode()).as(keeper.output()).isEqualTo(3);
      assertThat(keeper.running()).isEmpty();
      run = keeper.output().replaceAll("(?s).*left run (\\S+) as it is.*", "$1");
      assertThat(run).hasSize(36);
    }
    assertThat(said(1, SELDOM, "run-now", "seldom")).contains("run " + run + " is on its way");
    try (DemoProcess keeper = schedule(SELDOM)) {
      keeper.awaitSaying("run " + run + " is over");
      keeper.awaitSaying("Nothing remains");
      keeper.interrupt();
      keeper.exitCode();
    }
  }

  @Test
  void nothingIsStartedForSchedulesThatCannotBe() {
    assertThat(said(2, "off")).contains("SCHEDULES is off");
    assertThat(said(2, "a 0 9 * * * UTC scenarios=no-such"))
        .contains("schedule 'a': Unknown scenario: no-such");
    assertThat(said(2, "a 99 9 * * * Berlin"))
        .contains("SCHEDULES: schedule 'a': '99 9 * * *' is no cron expression")
        .contains("did you mean Europe/Berlin?");
    assertThat(folder.resolve("d")).doesNotExist();
  }
}
