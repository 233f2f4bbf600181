package io.haymaker.emulator.ingestion;

import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.monitor.ingestion.LogsIngestionClient;
import com.azure.monitor.ingestion.LogsIngestionClientBuilder;
import io.haymaker.emulator.CloudClient;
import io.haymaker.emulator.CloudClient.Answer;
import io.haymaker.emulator.SdkClients;
import io.haymaker.emulator.TestCloud;
import io.haymaker.emulator.tls.CertificateAuthority;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class LogsIngestionTest {
  private static final String STREAM = "Custom-Events";
  private static final String PUBLISHER = "3913510d-42f4-4e42-8a64-420c390055eb";
  private static final String RULE =
      """
      {"location":"westeurope","properties":{
        "streamDeclarations":{"Custom-Events":{"columns":[
          {"name":"TimeGenerated","type":"datetime"},{"name":"run_id","type":"string"}]}},
        "dataFlows":[{"streams":["Custom-Events","Microsoft-Syslog"],"transformKql":"source"}]}}
      """;

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  private TestCloud cloud;

  @SuppressWarnings("NullAway.Init")
  private CloudClient monitor;

  @SuppressWarnings("NullAway.Init")
  private String ruleId;

  @SuppressWarnings("NullAway.Init")
  private String rule;

  @BeforeEach
  void start() throws IOException {
    cloud = TestCloud.immediate(folder);
    ruleId = cloud.newGroup("logs") + "/providers/Microsoft.Insights/dataCollectionRules/events";
    rule = immutableId(cloud.admin().put(ruleId, RULE));
    monitor = signedIn("https://monitor.azure.com/");
  }

  @AfterEach
  void stop() throws IOException {
    cloud.close();
  }

  private CloudClient signedIn(String resource) throws IOException {
    var info = cloud.emulator().info();
    return CloudClient.anonymous(info).signedIn(info.clientId(), info.clientSecret(), resource);
  }

  private static String immutableId(Answer answer) {
    return answer.body().path("properties").path("immutableId").asString("");
  }

  private String url(String id, String stream) {
    return cloud.emulator().info().logsIngestionEndpoint()
        + "/dataCollectionRules/"
        + id
        + "/streams/"
        + stream
        + "?api-version=2023-01-01";
  }

  private Answer send(String rows) throws IOException {
    return monitor.callUrl("POST", url(rule, STREAM), rows);
  }

  private JsonNode ingested() throws IOException {
    return cloud.admin().get("/_emulator/ingested?rule=" + rule).body().path("value");
  }

  @Test
  void rowsAreTakenAndColumnsThatNobodyDeclaredAreDropped() throws IOException {
    assertThat(rule).matches("dcr-[0-9a-f]{32}");
    Answer answer = send("[{\"run_id\":\"r1\",\"colour\":\"red\"},{\"run_id\":\"r2\"}]");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(ingested()).hasSize(1);
    assertThat(ingested().path(0).path("rows"))
        .hasToString("[{\"run_id\":\"r1\"},{\"run_id\":\"r2\"}]");
    assertThat(ingested().path(0).path("ruleId").asString()).isEqualTo(ruleId);
    assertThat(monitor.callUrl("POST", url(rule, "Microsoft-Syslog"), "[{}]").status())
        .isEqualTo(204);
  }

  @Test
  void whatWasTakenIsThereAfterARestartAndTheRuleKeepsItsId() throws IOException {
    send("[{\"run_id\":\"r1\"}]");
    cloud.close();
    cloud = TestCloud.immediate(folder);
    monitor = signedIn("https://monitor.azure.com");

    assertThat(immutableId(cloud.admin().put(ruleId, RULE))).isEqualTo(rule);
    send("[{\"run_id\":\"r2\"}]");
    assertThat(ingested()).hasSize(2);
    assertThat(ingested().path(1).path("sequence").asInt()).isEqualTo(2);
  }

  @Test
  void whatIsNotThereIsNotFoundOrInvalid() throws IOException {
    Answer unknown = monitor.callUrl("POST", url("dcr-0", STREAM), "[{}]");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.code()).isEqualTo("NotFound");
    assertThat(monitor.callUrl("POST", url(rule, "Custom-Other"), "[{}]").code())
        .isEqualTo("InvalidStream");
    assertThat(send("{}").code()).isEqualTo("InvalidRequest");
    assertThat(send("[1]").code()).isEqualTo("InvalidRequest");
    assertThat(send("nonsense").code()).isEqualTo("InvalidRequest");

    cloud.admin().delete(ruleId);
    assertThat(send("[{}]").status()).isEqualTo(404);
  }

  @Test
  void onlyAPublisherMayAndOnlyWithATokenForMonitor() throws IOException {
    String somebody = "11111111-2222-3333-4444-555555555555";
    monitor = cloud.as(somebody, "https://monitor.azure.com");
    assertThat(send("[{}]").status()).isEqualTo(403);
    assertThat(send("[{}]").body().toString()).contains("Monitoring Metrics Publisher");

    cloud.assign(ruleId, PUBLISHER, somebody);
    assertThat(send("[{}]").status()).isEqualTo(204);
    monitor = cloud.as(somebody);
    assertThat(send("[{}]").status()).isEqualTo(401);
  }

  @Test
  void aMegabyteIsTheMostAlsoWhenItIsPacked() throws Exception {
    String row = "[{\"run_id\":\"" + "x".repeat(1024 * 1024) + "\"}]";
    assertThat(send(row).code()).isEqualTo("ContentLengthLimitExceeded");
    assertThat(packed("gzip", zip(row)).statusCode()).isEqualTo(413);
    assertThat(packed("gzip", zip("[{\"run_id\":\"r\"}]")).statusCode()).isEqualTo(204);
    assertThat(packed("gzip", "[]".getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(400);
    assertThat(packed("br", new byte[] {1}).statusCode()).isEqualTo(415);
  }

  @Test
  void aLongFieldLosesItsEnd() throws IOException {
    send("[{\"run_id\":\"" + "é".repeat(40_000) + "\"}]");
    assertThat(ingested().path(0).path("rows").path(0).path("run_id").asString()).hasSize(32_768);
  }

  @Test
  void aRuleTakesSoMuchInAMinute() throws IOException {
    cloud.settings("{\"quotas\":{\"ingestion.requestsPerMinute\":2}}");
    toTheBeginningOfAMinute();
    send("[{}]");
    send("[{}]");
    Answer third = send("[{}]");
    assertThat(third.status()).isEqualTo(429);
    assertThat(third.header("Retry-After").map(Integer::valueOf).orElse(0)).isBetween(1, 60);
    cloud.pass(Duration.ofMinutes(1));
    assertThat(send("[{}]").status()).isEqualTo(204);
  }

  /** What follows has a whole minute. */
  private void toTheBeginningOfAMinute() {
    Instant now = cloud.emulator().cloud().clock().instant();
    cloud.pass(Duration.between(now, now.truncatedTo(MINUTES).plus(1, MINUTES)));
  }

  @Test
  void rulesAreChecked() throws IOException {
    String undeclared = RULE.replace("\"Microsoft-Syslog\"", "\"Custom-No\"");
    assertThat(cloud.admin().put(ruleId, undeclared).code()).isEqualTo("InvalidPayload");
    String transformed = RULE.replace("\"source\"", "\"source | where 1 == 2\"");
    assertThat(cloud.admin().put(ruleId, transformed).code()).isEqualTo("TransformsNotEmulated");
    String badColumn = RULE.replace("\"datetime\"", "\"colour\"");
    assertThat(cloud.admin().put(ruleId, badColumn).code()).isEqualTo("InvalidPayload");

    Answer direct = cloud.admin().put(ruleId, RULE.replaceFirst("\\{", "{\"kind\":\"Direct\","));
    assertThat(direct.body().path("properties").path("endpoints").path("logsIngestion").asString())
        .isEqualTo(cloud.emulator().info().logsIngestionEndpoint());
  }

  @Test
  void queriesAreRefusedByName() throws IOException {
    Answer query =
        monitor.callUrl(
            "POST",
            cloud.emulator().info().logsIngestionEndpoint() + "/v1/workspaces/w/query",
            "{\"query\":\"Events_CL\"}");
    assertThat(query.status()).isEqualTo(501);
    assertThat(query.body().toString()).contains("POST /v1/workspaces/w/query", "no Log Analytics");
  }

  @Test
  void theOfficialClientUploadsMoreThanOneRequestHolds() throws IOException {
    SdkClients sdk = new SdkClients(cloud.emulator().info());
    LogsIngestionClient client =
        new LogsIngestionClientBuilder()
            .endpoint(cloud.emulator().info().logsIngestionEndpoint())
            .credential(sdk.credential())
            .httpClient(sdk.http())
            .buildClient();
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < 1_900; i++) {
      rows.add(Map.of("run_id", "x".repeat(1_000) + i));
    }
    client.upload(rule, STREAM, rows);

    assertThat(ingested().size()).isGreaterThan(1);
    int seen = 0;
    for (JsonNode batch : ingested()) {
      seen += batch.path("rows").size();
    }
    assertThat(seen).isEqualTo(1_900);
  }

  private HttpResponse<String> packed(String encoding, byte[] body) throws Exception {
    var info = cloud.emulator().info();
    Answer token =
        CloudClient.anonymous(info)
            .tokenRequest(info.clientId(), info.clientSecret(), "https://monitor.azure.com");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url(rule, STREAM)))
            .header("Content-Type", "application/json")
            .header("Content-Encoding", encoding)
            .header("Authorization", "Bearer " + token.body().path("access_token").asString())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try (HttpClient http =
        HttpClient.newBuilder().sslContext(CertificateAuthority.trusting(info.caFile())).build()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static byte[] zip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }
}
