package io.haymaker.agent.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.agent.environment.EnvironmentReader.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentReaderTest {

  @TempDir Path folder;

  @Test
  void readsACompleteEnvironment() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "hidden\n");
    Map<String, String> environment = complete();
    environment.remove("AZURE_CLIENT_SECRET");
    environment.put("AZURE_CLIENT_SECRET_FILE", secret.toString());

    AgentSettings settings = ready(environment);

    assertThat(settings.identity().clientSecret().reveal()).isEqualTo("hidden");
    assertThat(settings.toString()).doesNotContain("hidden");
    assertThat(settings.endpoints().authority()).hasToString("https://login.microsoftonline.com");
    assertThat(settings.endpoints().arm()).hasToString("https://management.azure.com");
    assertThat(settings.endpoints().events()).hasToString("https://bus.example/agent-logs");
    assertThat(settings.duration()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.leaveBehind()).isZero();
    assertThat(settings.document().name().value()).isEqualTo("a-1");
  }

  @Test
  void staysAtItsEndOnlyWhereItIsTold() throws IOException {
    Map<String, String> environment = complete();
    assertThat(ready(environment).staysAtEnd()).isFalse();
    environment.put("HAYMAKER_AT_END", "wait");
    assertThat(ready(environment).staysAtEnd()).isTrue();
    environment.put("HAYMAKER_AT_END", "sleep");
    assertThat(problems(environment)).singleElement().asString().startsWith("HAYMAKER_AT_END");
  }

  @Test
  void authoritiesComeAsAFileOrAsTheirText() throws IOException {
    Map<String, String> environment = complete();
    assertThat(ready(environment).endpoints().authorities()).isEmpty();
    Path file = Files.writeString(folder.resolve("ca.pem"), "-----BEGIN of a file");
    environment.put("HAYMAKER_CA_FILE", file.toString());
    assertThat(ready(environment).endpoints().authorities())
        .contains(new AgentSettings.Authorities("HAYMAKER_CA_FILE", "-----BEGIN of a file"));
    environment.remove("HAYMAKER_CA_FILE");
    environment.put("HAYMAKER_CA", "-----BEGIN of a text");
    assertThat(ready(environment).endpoints().authorities())
        .contains(new AgentSettings.Authorities("HAYMAKER_CA", "-----BEGIN of a text"));
    environment.put("HAYMAKER_CA_FILE", file.toString());
    assertThat(problems(environment)).singleElement().asString().startsWith("HAYMAKER_CA");
  }

  @Test
  void listsEverythingThatIsMissingAtOnce() {
    assertThat(problems(Map.of()))
        .extracting(problem -> problem.split(" ", 2)[0])
        .containsExactlyInAnyOrder(
            "AZURE_TENANT_ID",
            "AZURE_CLIENT_ID",
            "AZURE_SUBSCRIPTION_ID",
            "AZURE_CLIENT_SECRET",
            "HAYMAKER_EVENTS_URL",
            "HAYMAKER_RUN_ID",
            "HAYMAKER_INSTALLATION_ID",
            "HAYMAKER_AGENT_ID",
            "HAYMAKER_SCENARIO",
            "HAYMAKER_SCENARIO_DOCUMENT",
            "HAYMAKER_DURATION",
            "HAYMAKER_RESOURCE_GROUP",
            "HAYMAKER_LOCATION",
            "HAYMAKER_UNIQUE");
  }

  @Test
  void refusesWhatCannotBeRight() throws IOException {
    Map<String, String> wrong =
        Map.of(
            "HAYMAKER_EVENTS_URL", "http://bus.example/x",
            "HAYMAKER_RUN_ID", "7",
            "HAYMAKER_DURATION", "-PT1S",
            "HAYMAKER_UNIQUE", "ABC",
            "HAYMAKER_LEAVE_BEHIND", "-1",
            "HAYMAKER_CA_FILE", folder.resolve("none").toString(),
            "HAYMAKER_SCENARIO", "a b",
            "HAYMAKER_SCENARIO_DOCUMENT", "%%%");
    for (Map.Entry<String, String> entry : wrong.entrySet()) {
      Map<String, String> environment = complete();
      environment.putAll(Map.of(entry.getKey(), entry.getValue()));

      assertThat(problems(environment))
          .as(entry.toString())
          .isNotEmpty()
          .allMatch(problem -> problem.contains("HAYMAKER_"));
    }
  }

  @Test
  void aDocumentThatCannotBeReadIsSaidWithItsLine() throws IOException {
    Map<String, String> environment = complete();
    environment.put("HAYMAKER_SCENARIO_DOCUMENT", packed("# Scenario: A\n"));

    assertThat(problems(environment)).singleElement().asString().contains("technology area");
  }

  private static AgentSettings ready(Map<String, String> environment) {
    return switch (EnvironmentReader.read(environment)) {
      case Result.Ready ready -> ready.settings();
      case Result.Unusable unusable -> throw new AssertionError(unusable.problems().toString());
    };
  }

  private static List<String> problems(Map<String, String> environment) {
    return switch (EnvironmentReader.read(environment)) {
      case Result.Ready ready -> throw new AssertionError("ready");
      case Result.Unusable unusable -> unusable.problems();
    };
  }

  private static Map<String, String> complete() throws IOException {
    Map<String, String> all = new HashMap<>();
    all.put("AZURE_CLIENT_ID", "client");
    all.put("AZURE_TENANT_ID", "tenant");
    all.put("AZURE_SUBSCRIPTION_ID", "subscription");
    all.put("AZURE_CLIENT_SECRET", "hidden");
    all.put("HAYMAKER_EVENTS_URL", "https://bus.example/agent-logs/");
    all.put("HAYMAKER_RUN_ID", "11111111-2222-3333-4444-555555555555");
    all.put("HAYMAKER_INSTALLATION_ID", "inst");
    all.put("HAYMAKER_AGENT_ID", "agent");
    all.put("HAYMAKER_SCENARIO", "a-1");
    all.put("HAYMAKER_SCENARIO_DOCUMENT", packed("# Scenario: A\n## Technology Area\nX\n"));
    all.put("HAYMAKER_DURATION", "PT60S");
    all.put("HAYMAKER_RESOURCE_GROUP", "rg-1");
    all.put("HAYMAKER_LOCATION", "eastus");
    all.put("HAYMAKER_UNIQUE", "abc234");
    return all;
  }

  private static String packed(String document) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(document.getBytes(StandardCharsets.UTF_8));
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
