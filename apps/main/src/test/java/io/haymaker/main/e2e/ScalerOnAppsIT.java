package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.queue.MessageSender;
import io.haymaker.core.scaler.FileSize;
import io.haymaker.main.emulated.DemoWiring;
import io.haymaker.main.trial.EmulatedTopic;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The queue scaler with its containers as jobs in the environment of the configured runs. */
class ScalerOnAppsIT {
  private static final String IMAGE = "acme/worker:1";
  private static final String JOBS = "/resourceGroups/haymaker-demo/providers/Microsoft.App/jobs";
  private static final String VERSION = "?api-version=2025-01-01";

  @TempDir Path folder;

  private static Map<String, String> environment(EmulatedTopic topic, Path emulator) {
    var environment = new HashMap<>(DemoWiring.settings(emulator));
    environment.put("HAYMAKER_PROFILE", "local");
    environment.putAll(topic.environment("jobs"));
    environment.remove("ACI_LOCATION");
    environment.put("SCALER_RUNTIME", "aca");
    environment.put("ACI_MIN_MEMORY_GB", "64");
    environment.put("SCALER_MAX_ATTEMPTS", "1");
    environment.put("INSTANCE_SUBSCRIPTION_ENV_NAME", "SUB");
    return environment;
  }

  @Test
  void eachMessageHasAJobOfItsSizeWhoseEndIsOnRecordAndNothingRemains() throws Exception {
    Path emulator = folder.resolve("e");
    try (EmulatedTopic topic = EmulatedTopic.start(emulator, IMAGE, ScalerIT.SCRIPT);
        var sender = new MessageSender(topic.queue())) {
      DemoWiring.prepare(emulator, folder);
      topic.subscription("all", "1 = 1");
      sender.send("small", "{}", new FileSize(10));
      sender.send("large", "{}", new FileSize(9000));
      CloudClient cloud = CloudClient.administrator(emulator);
      Map<String, String> environment = environment(topic, emulator);

      assertThat(pass(environment).path("started"))
          .extracting(one -> one.path("message_id").asString())
          .containsExactlyInAnyOrder("small", "large");

      assertThat(jobs(cloud))
          .extracting(job -> container(job).at("/resources/memory").asString())
          .containsExactlyInAnyOrder("64Gi", "70.4Gi");
      assertThat(jobs(cloud))
          .extracting(job -> container(job).path("image").asString())
          .containsOnly(IMAGE);
      assertThat(jobs(cloud))
          .extracting(job -> container(job).path("env").valueStream().map(ScalerOnAppsIT::line))
          .anySatisfy(
              lines ->
                  assertThat(lines)
                      .contains(
                          "HAYMAKER_MESSAGE_ID=large", "HAYMAKER_FILE_SIZE_MB=9000", "SUB=all"));
      for (JsonNode job : jobs(cloud)) {
        Awaiting.until(
            () -> "the end of " + job,
            UpProcess.LONGEST,
            () -> hasSucceeded(cloud, job.path("name").asString()));
      }

      assertThat(pass(environment).path("ended"))
          .hasSize(2)
          .allSatisfy(
              end -> {
                assertThat(end.path("how").asString()).isEqualTo("succeeded");
                assertThat(end.path("log").asString())
                    .startsWith("the log could not be read")
                    .contains("ContainerAppConsoleLogs_CL");
              });
      assertThat(jobs(cloud)).isEmpty();
    }
  }

  private JsonNode pass(Map<String, String> environment) throws Exception {
    try (var pass = UpProcess.command(folder, environment, "scaler", "run-once", "--json")) {
      assertThat(pass.ended()).as(pass.output()).isZero();
      String output = pass.output();
      return JsonMapper.shared().readTree(output.substring(output.indexOf('{'))).at("/scalers/0");
    }
  }

  private static List<JsonNode> jobs(CloudClient cloud) {
    return cloud
        .arm("GET", cloud.subscription() + JOBS + VERSION)
        .body()
        .path("value")
        .valueStream()
        .toList();
  }

  private static boolean hasSucceeded(CloudClient cloud, String job) {
    JsonNode executions =
        cloud
            .arm("GET", cloud.subscription() + JOBS + "/" + job + "/executions" + VERSION)
            .body()
            .path("value");
    return executions.size() == 1
        && executions.at("/0/properties/status").asString().equals("Succeeded");
  }

  private static JsonNode container(JsonNode job) {
    return job.at("/properties/template/containers/0");
  }

  private static String line(JsonNode variable) {
    return variable.path("name").asString() + "=" + variable.path("value").asString();
  }
}
