package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bus is away for a while: first for those who send over HTTPS, then for us over AMQP. */
class BusOutageIT {
  private static final String SENT = "/agent-logs/messages";
  private static final String TAKES_NOTHING =
      """
      {"id":"takes-nothing","method":"POST","path":"%s",
       "fail":{"status":503,"code":"ServerBusy"}}
      """
          .formatted(SENT);
  private static final String GIVES_NOTHING =
      """
      {"id":"gives-nothing","method":"CONNECT","path":"/amqp","loseResponse":true}
      """;

  /** What it takes then comes twice: the agents are not told that it was taken. */
  private static final String SAYS_NOTHING =
      """
      {"id":"says-nothing","method":"POST","path":"%s","count":2,"loseResponse":true}
      """
          .formatted(SENT);

  @TempDir Path folder;

  @Test
  void whatAgentsSaidMeanwhileArrivesLaterAndOnce() {
    try (Replicas replicas = Replicas.in(folder)) {
      CloudClient admin = replicas.administrator();
      order(admin, TAKES_NOTHING);
      // Longer than the test may take: nothing here depends on when the agents would end.
      DemoProcess process = replicas.start("only", "30m");
      String run = replicas.awaitRun();
      // Both have started, and one at least was refused more than once.
      process.awaitSaying("scenario_provisioned", 2);
      Awaiting.until("refusals", DemoProcess.LONGEST, () -> hits(admin, "takes-nothing") >= 4);

      order(admin, GIVES_NOTHING);
      Awaiting.until("drops", DemoProcess.LONGEST, () -> hits(admin, "gives-nothing") >= 2);
      order(admin, SAYS_NOTHING);
      recall(admin, "takes-nothing");
      Awaiting.until("sendings", DemoProcess.LONGEST, () -> hits(admin, "says-nothing") == 2);
      // It waits in the topic and will come a second time; we cannot have read any.
      assertThat(replicas.journal(run)).doesNotContainKeys("agent_started", "resource_created");

      recall(admin, "gives-nothing");
      process.awaitSaying("agent_started", 2);
      Awaiting.until(
          "what was made",
          DemoProcess.LONGEST,
          () -> replicas.journal(run).getOrDefault("resource_created", 0L) == 2);
      process.interrupt();
      replicas.assertEndedClean(run, process);
      assertThat(replicas.journal(run))
          .containsAllEntriesOf(Map.of("agent_started", 2L, "resource_created", 2L));
      assertThat(process.report().path("scenarios"))
          .hasSize(2)
          .allSatisfy(s -> assertThat(s.path("resources_created").asInt()).isEqualTo(1));
    }
  }

  private static void order(CloudClient admin, String rule) {
    assertThat(admin.control("POST", "/faults", rule).status()).isEqualTo(201);
  }

  private static void recall(CloudClient admin, String id) {
    assertThat(admin.control("DELETE", "/faults/" + id).status()).isEqualTo(204);
  }

  private static int hits(CloudClient admin, String id) {
    return admin
        .control("GET", "/faults")
        .body()
        .path("value")
        .valueStream()
        .filter(rule -> rule.path("id").asString().equals(id))
        .mapToInt(rule -> rule.path("hits").asInt())
        .sum();
  }
}
