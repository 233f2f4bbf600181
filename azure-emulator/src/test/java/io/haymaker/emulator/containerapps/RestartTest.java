package io.haymaker.emulator.containerapps;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.process.ProcessMark;
import io.haymaker.emulator.store.DocumentStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class RestartTest {

  @Test
  void whatRanWhenTheEmulatorDiedIsFailedAndItsProcessIsEnded(@TempDir Path data) throws Exception {
    ResourceId job;
    try (AppsFixture apps = AppsFixture.start(data).withEnvironment()) {
      apps.makeJob("survivor", apps.jobBody(AppsFixture.ENV));
      job = ResourceId.parse(apps.job("survivor")).orElseThrow();
    }
    Process orphan = new ProcessBuilder("/bin/sh", "-c", "sleep 1000 & wait").start();
    Process bystander = new ProcessBuilder("/bin/sleep", "1000").start();
    try {
      plant(data, job, "survivor-orphaned", orphan.pid(), started(orphan));
      plant(data, job, "survivor-reused", bystander.pid(), started(bystander).minusSeconds(3600));

      try (AppsFixture apps = AppsFixture.start(data)) {
        for (String name : new String[] {"survivor-orphaned", "survivor-reused"}) {
          JsonNode execution = apps.execution("survivor", name);
          assertThat(execution.path("status").asString()).isEqualTo("Failed");
          assertThat(AppsFixture.reason(execution)).startsWith("NodeLost");
        }
        assertThat(orphan.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(bystander.isAlive()).isTrue();
      }
    } finally {
      orphan.destroyForcibly();
      bystander.destroyForcibly();
    }
  }

  @Test
  void closingTheEmulatorEndsItsChildren(@TempDir Path data) throws Exception {
    long pid;
    String execution;
    try (AppsFixture apps = AppsFixture.start(data).withEnvironment()) {
      apps.makeJob(
          "closing", apps.jobBody(AppsFixture.SHELL, "trap '' TERM; echo ready; exec sleep 1000"));
      execution = apps.startJob("closing");
      apps.awaitLog(execution, "ready");
      pid =
          new ExecutionBook(apps.emulator.cloud().store())
              .find(execution)
              .flatMap(Execution::process)
              .orElseThrow()
              .pid();
    }
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    try (AppsFixture apps = AppsFixture.start(data)) {
      JsonNode ended = apps.execution("closing", execution);
      assertThat(ended.path("status").asString()).isEqualTo("Failed");
      assertThat(AppsFixture.reason(ended)).startsWith("EmulatorStopped");
    }
  }

  @Test
  void appsRunAgainWithANewEmulatorAndWhatTheOldOneLeftIsEnded(@TempDir Path data)
      throws Exception {
    ResourceId app;
    long old;
    try (AppsFixture apps = AppsFixture.start(data).withEnvironment()) {
      app =
          ResourceId.parse(apps.group() + "/providers/Microsoft.App/containerApps/lasting")
              .orElseThrow();
      ObjectNode body = apps.jobBody(AppsFixture.SHELL, "exec sleep 1000");
      ((ObjectNode) body.path("properties")).remove("configuration");
      ((ObjectNode) body.at("/properties/template")).putObject("scale").put("minReplicas", 1);
      assertThat(apps.admin.put(app.text(), body.toString()).status()).isEqualTo(201);
      old = pid(apps, app);
    }
    assertThat(ProcessHandle.of(old).filter(ProcessHandle::isAlive)).isEmpty();
    try (AppsFixture apps = AppsFixture.start(data)) {
      assertThat(pid(apps, app)).isNotEqualTo(old);
      assertThat(new AppBook(apps.emulator.cloud().store()).replicas(app)).hasSize(1);
    }
  }

  private static long pid(AppsFixture apps, ResourceId app) throws Exception {
    AppBook book = new AppBook(apps.emulator.cloud().store());
    AppsFixture.await(
        () -> book.replicas(app).stream().anyMatch(replica -> replica.process().isPresent()));
    return book.replicas(app).getFirst().process().orElseThrow().pid();
  }

  private static Instant started(Process process) {
    return process.info().startInstant().orElseThrow();
  }

  /** As an emulator that was killed leaves it. */
  private static void plant(Path data, ResourceId job, String name, long pid, Instant startedAt)
      throws IOException {
    try (DocumentStore store = DocumentStore.open(data.resolve("cloud.log"))) {
      Execution execution =
          new Execution(
              name,
              job,
              "environment",
              "Consumption",
              new ReplicaSize(new BigDecimal("0.25"), new BigDecimal("0.5")),
              Json.object(),
              Execution.Status.PROCESSING,
              startedAt,
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      new ExecutionBook(store).put(execution.running(new ProcessMark(pid, startedAt)));
    }
  }
}
