package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.queue.MessageSender;
import io.haymaker.core.scaler.FileSize;
import io.haymaker.main.trial.EmulatedTopic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The queue scaler with its containers on a real engine, its messages on the emulator. */
class ScalerOnDockerIT {
  private static final String IMAGE = "ghcr.io/acme/worker:" + ProcessHandle.current().pid();
  private static final double GIBIBYTE = 1024.0 * 1024 * 1024;

  @TempDir Path folder;

  private Map<String, String> environment(EmulatedTopic topic) {
    var environment = new HashMap<>(topic.environment("docked"));
    // Nobody needs to say where in Azure.
    environment.remove("ACI_LOCATION");
    environment.put("SCALER_RUNTIME", "docker");
    environment.put("DOCKER_HOST", RawEngine.host());
    environment.put("ACI_IMAGE", IMAGE);
    environment.put("ACI_DEFAULT_CPU", "0.5");
    environment.put("ACI_MAX_MEMORY_GB", "10000");
    environment.put("SCALER_MAX_ATTEMPTS", "1");
    environment.put("SCALER_INTERVAL", "2s");
    environment.put("INSTANCE_GREETING", "you");
    environment.put("INSTANCE_SUBSCRIPTION_ENV_NAME", "SUB");
    return environment;
  }

  /** Nobody takes the messages, so each of the two is poison in the end. */
  @Test
  void eachMessageHasAContainerOfItsSizeWhoseLastWordsAreKeptAndNothingRemains() throws Exception {
    try (RawEngine engine =
            RawEngine.withImage(folder, IMAGE, List.of("sh", "-c", ScalerIT.SCRIPT));
        EmulatedTopic topic =
            EmulatedTopic.start(folder.resolve("e"), "acme/worker:1", ScalerIT.SCRIPT)) {
      topic.subscription("small", "file_size_mb <= 60");
      topic.subscription("large", "file_size_mb > 60");
      Map<String, String> environment = environment(topic);
      try (var sender = new MessageSender(topic.queue())) {
        sender.send("tiny", "{}", new FileSize(10));
        sender.send("usual", "{}", new FileSize(100));
        sender.send("huge", "{}", new FileSize(500_000));
      }
      try (var plan = UpProcess.command(folder, environment, "scaler", "plan")) {
        assertThat(plan.ended()).as(plan.output()).isZero();
        assertThat(plan.output())
            .containsPattern("large +huge .*refused: a container has at most .* GiB")
            .containsPattern("large +usual .*start, 0.5 CPU and 0.8 GiB")
            .containsPattern("small +tiny .*start, 0.5 CPU and 0.5 GiB");
        assertThat(engine.containers()).as("a plan makes nothing").isEmpty();
      }
      try (var pass = UpProcess.command(folder, environment, "scaler", "run-once")) {
        assertThat(pass.ended()).as(pass.output()).isZero();
      }
      var found = new ArrayList<JsonNode>();
      for (String id : engine.containers()) {
        found.add(engine.inspect(id));
      }
      assertThat(found)
          .extracting(one -> one.at("/HostConfig/Memory").asLong())
          .containsExactlyInAnyOrder(Math.round(0.5 * GIBIBYTE), Math.round(0.8 * GIBIBYTE));
      assertThat(found)
          .extracting(one -> one.at("/HostConfig/NanoCpus").asLong())
          .containsOnly(500_000_000L);
      assertThat(found)
          .extracting(one -> one.at("/Config/Env").valueStream().map(JsonNode::asString).toList())
          .anySatisfy(
              lines ->
                  assertThat(lines)
                      .contains(
                          "HAYMAKER_MESSAGE_ID=usual",
                          "HAYMAKER_FILE_SIZE_MB=100",
                          "SUB=large",
                          "GREETING=you")
                      .anyMatch(line -> line.matches("HAYMAKER_SEQUENCE_NUMBER=\\d+")))
          .anySatisfy(lines -> assertThat(lines).contains("HAYMAKER_MESSAGE_ID=tiny", "SUB=small"));
      try (var up = UpProcess.withCommands(folder, environment)) {
        var api = new ContainersApi(up);
        api.await("the end of both", () -> ended(api).size() == 2);
        assertThat(ended(api))
            .extracting(one -> one.path("how").asString())
            .containsOnly("succeeded");
        assertThat(ended(api))
            .extracting(one -> one.path("log").asString())
            .allMatch(log -> log.lines().count() == 20)
            .anyMatch(log -> log.endsWith("line 30 of tiny for you\nfrom small, 10 MB\n"))
            .anyMatch(log -> log.endsWith("line 30 of usual for you\nfrom large, 100 MB\n"));
        assertThat(engine.containers()).isEmpty();
        assertThat(up.stop()).as(up.output()).isZero();
      }
    }
  }

  private static List<JsonNode> ended(ContainersApi api) {
    return api.done("GET", "/api/v1/scalers/main/containers").path("ended").valueStream().toList();
  }
}
