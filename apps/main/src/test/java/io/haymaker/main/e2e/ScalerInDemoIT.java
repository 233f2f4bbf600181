package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The queue scaler in the demo's cloud, with nothing but its own settings. */
class ScalerInDemoIT {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ACI_IMAGE",
          "registry.example/worker:1",
          "ACI_NAME_PREFIX",
          "worker",
          "SB_TOPIC_NAME",
          "files",
          "SCALER_INTERVAL",
          "2s",
          "SCALER_MAX_ATTEMPTS",
          "1",
          // What is said of another cloud is none of the demo's business.
          "SB_CONNECTION_STR",
          "Endpoint=sb://elsewhere.example/;SharedAccessKeyName=n;SharedAccessKey=a2V5",
          "SB_NAMESPACE",
          "elsewhere",
          "AZURE_RESOURCE_GROUP",
          "elsewhere");

  private static final String MESSAGE =
      """
      [{"Body":"{}","BrokerProperties":{"MessageId":"first"},"UserProperties":{"file_size_mb":100}}]
      """;

  @TempDir Path folder;

  private static List<JsonNode> ended(ContainersApi api) {
    return api.done("GET", "/api/v1/scalers/main/containers").path("ended").valueStream().toList();
  }

  /** Public images are programs there that end well at once; nobody takes the message. */
  @Test
  void theServerMakesItsTopicAndAContainerForWhatIsSentThere() throws Exception {
    try (var up = UpProcess.withCommands(folder, ENVIRONMENT, "--emulator")) {
      var api = new ContainersApi(up);
      CloudClient cloud = CloudClient.administrator(folder.resolve("c").resolve("emulator"));
      assertThat(cloud.send("files", MESSAGE).status()).isEqualTo(201);
      api.await("the end of its container", () -> ended(api).size() == 1);
      JsonNode ended = ended(api).getFirst();
      assertThat(ended.path("how").asString()).isEqualTo("succeeded");
      assertThat(ended.at("/made/subscription").asString()).isEqualTo("all");
      assertThat(ended.at("/made/message_id").asString()).isEqualTo("first");
      assertThat(ended.at("/made/memory_gb").asDouble()).isEqualTo(0.8);
      try (var plan = UpProcess.command(folder, ENVIRONMENT, "scaler", "plan", "--emulator")) {
        assertThat(plan.ended()).as(plan.output()).isZero();
        assertThat(plan.output())
            .contains("scaler main: containers 0 of 200", "beside process")
            .containsPattern("all +first .*poison");
      }
      assertThat(up.stop()).as(up.output()).isZero();
    }
  }
}
