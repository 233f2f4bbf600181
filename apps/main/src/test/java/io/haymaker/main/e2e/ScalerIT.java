package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.haymaker.azure.queue.MessageSender;
import io.haymaker.core.scaler.FileSize;
import io.haymaker.main.trial.EmulatedTopic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The queue scaler as its users start it: by an environment, as processes, on the emulator. */
class ScalerIT {
  /** Any shell of any image understands it. */
  static final String SCRIPT =
      """
      for i in $(seq 30); do echo "line $i of $HAYMAKER_MESSAGE_ID for $GREETING"; done
      echo "from $SUB, $HAYMAKER_FILE_SIZE_MB MB"
      """;

  private static final String BODY = "{\"sent\": \"by the trial\"}";

  @TempDir Path folder;
  private EmulatedTopic topic;

  @BeforeEach
  void start() throws Exception {
    topic = EmulatedTopic.start(folder.resolve("e"), "acme/worker:1", SCRIPT);
    topic.subscription("small", "file_size_mb <= 100");
    topic.subscription("large", "file_size_mb > 100 OR NOT EXISTS(file_size_mb)");
  }

  @AfterEach
  void stop() throws Exception {
    topic.close();
  }

  private Map<String, String> environment() {
    var environment = new HashMap<>(topic.environment("worker"));
    environment.put("INSTANCE_GREETING", "you");
    environment.put("INSTANCE_SUBSCRIPTION_ENV_NAME", "SUB");
    environment.put("ACI_MAX_INSTANCES", "5");
    environment.put("SCALER_INTERVAL", "10s");
    return environment;
  }

  /** A file with the scaler {@code b} on a topic of its own; nobody takes its messages either. */
  private String another() throws Exception {
    topic.further("more");
    Map<String, String> own = topic.environment("worker-b");
    own.keySet().removeIf(name -> !name.matches("ACI_.*|SB_.*|AZURE_RESOURCE_GROUP"));
    own.put("SB_TOPIC_NAME", "more");
    own.put("SCALER_INTERVAL", "2s");
    own.put("SCALER_MAX_ATTEMPTS", "1");
    own.put("ACI_MAX_INSTANCES", "5");
    own.put("INSTANCE_GREETING", "b");
    own.put("INSTANCE_SUBSCRIPTION_ENV_NAME", "SUB");
    List<String> lines =
        own.entrySet().stream()
            .map(one -> "scaler.b.%s=%s".formatted(one.getKey(), one.getValue()))
            .toList();
    Path file = Files.write(folder.resolve("scalers.properties"), lines);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"))
        .toString();
  }

  private UpProcess command(String... words) throws Exception {
    return UpProcess.command(folder, environment(), words);
  }

  private void send(String topicName, String id, int megabytes) {
    try (var sender = new MessageSender(topic.queue(topicName))) {
      sender.send(id, "{}", new FileSize(megabytes));
    }
  }

  /** A trial whose messages' body is that, as the environment says. */
  private UpProcess trial(String body) throws Exception {
    Map<String, String> environment = environment();
    Path message = Files.writeString(folder.resolve("message.json"), body);
    environment.put("TEST_MESSAGE_JSON_PATH", message.toString());
    return UpProcess.command(
        folder,
        environment,
        "scaler",
        "e2e",
        "--e2e-file-sizes",
        "10,500",
        "--e2e-expected-subscriptions",
        "small,large",
        "--e2e-timeout-seconds",
        "170");
  }

  /** The messages are never taken, so each would get another container after a while. */
  @Test
  void theServerStartsAContainerForEachMessageKeepsItsLastWordsAndClearsItAway() throws Exception {
    Map<String, String> wide = environment();
    wide.put("ACI_MAX_INSTANCES", "101");
    String another = another();
    send("more", "other", 10);
    try (var up = new UpProcess(folder, wide, "--no-auth", "--config", another);
        var trial = trial(BODY)) {
      var api = new ContainersApi(up);
      api.await(
          "what the region has room for",
          () ->
              api.done("GET", "/api/v1/scalers/main")
                  .at("/quota/verdict")
                  .asString("")
                  .equals("too_little"));
      assertThat(trial.ended()).as(trial.output() + up.output()).isZero();
      assertThat(topic.waitingIn("small")).as("what was sent").containsExactly(BODY);
      assertThat(topic.waitingIn("large")).containsExactly(BODY);

      assertThat(api.done("GET", "/api/v1/scalers").path("scalers"))
          .extracting(one -> one.path("name").asString())
          .containsExactly("main", "b");
      api.await("the end of the other scaler's container", () -> !ended(api, "b").isEmpty());
      assertThat(ended(api, "b"))
          .extracting(one -> one.path("log").asString())
          .singleElement()
          .asString()
          .endsWith("line 30 of other for b\nfrom all, 10 MB\n");

      List<JsonNode> ended = ended(api, "main");
      assertThat(ended)
          .extracting(one -> one.at("/made/subscription").asString(), ScalerIT::how)
          .contains(tuple("small", "succeeded"), tuple("large", "succeeded"));
      assertThat(ended)
          .extracting(one -> one.path("log").asString())
          .allMatch(log -> log.lines().count() == 20)
          .anyMatch(log -> log.endsWith(" for you\nfrom small, 10 MB\n"));
      api.await(
          "why a message waits",
          () ->
              api.done("GET", "/api/v1/scalers/main/messages")
                  .path("messages")
                  .valueStream()
                  .anyMatch(one -> one.path("reason").asString().equals("attempt 2")));
      assertThat(up.stop()).as(up.output()).isZero();
    }
  }

  private static List<JsonNode> ended(ContainersApi api, String scaler) {
    return api.done("GET", "/api/v1/scalers/%s/containers".formatted(scaler))
        .path("ended")
        .valueStream()
        .toList();
  }

  private static String how(JsonNode ended) {
    return ended.path("how").asString();
  }

  @Test
  void aPlanTellsOfEachMessageAndOnlyAPassStartsContainersOfTheScalerThatIsNamed()
      throws Exception {
    String another = another();
    send("jobs", "first", 10);
    send("more", "huge", 5_242_880);
    send("more", "usual", 50);
    try (var plan = command("scaler", "plan", "--config", another)) {
      assertThat(plan.ended()).as(plan.output()).isZero();
      assertThat(plan.output())
          .containsSubsequence("scaler main: ", "small ", "first ", "scaler b: ", "all ")
          .contains(
              "quota: enough: in westeurope, ContainerGroups: 5 are needed, 0 of 100 are used")
          .contains("a file of 5120 GB is larger than the largest container", "usual");
    }
    try (var pass = command("scaler", "run-once", "--json", "--config", another, "--scaler", "b")) {
      assertThat(pass.ended()).as(pass.output()).isZero();
      JsonNode report = JsonMapper.shared().readTree(json(pass.output()));
      assertThat(report.path("scalers"))
          .extracting(one -> one.path("name").asString())
          .containsExactly("b");
      assertThat(report.at("/scalers/0/started").valueStream().toList())
          .extracting(one -> one.path("message_id").asString())
          .containsExactly("usual");
      assertThat(report.at("/scalers/0/messages/0/verdict").asString()).isEqualTo("refused");
    }
    try (var wrong = new UpProcess(folder, wrongEnvironment(), "--no-auth")) {
      assertThat(wrong.ended()).isEqualTo(2);
      assertThat(wrong.output())
          .contains("ACI_MAX_INSTANCES", "'many'", "ACI_MIN_MEMORY_GB", "ACI_IMAGE");
    }
  }

  private static String json(String output) {
    return output.substring(output.indexOf('{'));
  }

  private Map<String, String> wrongEnvironment() {
    var environment = new HashMap<>(environment());
    environment.put("ACI_MAX_INSTANCES", "many");
    environment.put("ACI_MIN_MEMORY_GB", "-1");
    environment.put("ACI_IMAGE", "");
    return environment;
  }
}
