package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A queue in the demo's cloud, of which nothing but its scaler's own settings is said. */
final class DemoQueue {
  static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ACI_IMAGE",
          "registry.example/worker:1",
          "ACI_NAME_PREFIX",
          "worker",
          "SB_TOPIC_NAME",
          "files",
          // What happens between two passes the server sees by itself.
          "SCALER_INTERVAL",
          "10m",
          "ACI_MAX_INSTANCES",
          "1",
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

  private DemoQueue() {}

  /**
   * Sends a message when the first pass is over and the next one ten minutes away, and sees its
   * container through all the same. Public images are programs there that end well at once; nobody
   * takes the message, so it is poison in the end.
   *
   * @param folder of the server, which has our environment
   * @param api gives the answer to a path
   */
  static void isServed(Path folder, Function<String, JsonNode> api) throws Exception {
    JsonNode pass =
        Awaiting.value(
            "the first pass",
            UpProcess.LONGEST,
            () ->
                Optional.of(api.apply("/api/v1/scalers/main").path("last_pass"))
                    .filter(JsonNode::isObject));
    assertThat(pass.path("problems")).isEmpty();
    CloudClient cloud = CloudClient.administrator(folder.resolve("d").resolve("emulator"));
    assertThat(cloud.send("files", MESSAGE).status()).isEqualTo(201);
    JsonNode ended =
        Awaiting.value(
            "the end of its container",
            UpProcess.LONGEST,
            () ->
                Optional.of(api.apply("/api/v1/scalers/main/containers").at("/ended/0"))
                    .filter(JsonNode::isObject));
    assertThat(ended.path("how").asString()).isEqualTo("succeeded");
    assertThat(ended.at("/made/subscription").asString()).isEqualTo("all");
    assertThat(ended.at("/made/message_id").asString()).isEqualTo("first");
    assertThat(ended.at("/made/memory_gb").asDouble()).isEqualTo(0.8);
    try (var plan = UpProcess.besideServer(folder, ENVIRONMENT, "scaler", "plan", "--emulator")) {
      assertThat(plan.ended()).as(plan.output()).isZero();
      assertThat(plan.output())
          .contains("beside process", "scaler main: containers 0 of 1", "region quota: ")
          .containsPattern("all +first .*poison");
    }
  }
}
