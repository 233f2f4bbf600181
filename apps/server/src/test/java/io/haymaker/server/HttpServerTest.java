package io.haymaker.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.access.Role;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.Run;
import io.haymaker.server.Served.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
  private static Served api;
  private static String reader;
  private static String operator;
  private static String admin;

  @BeforeAll
  static void start() {
    api = new Served(true);
    reader = api.key(Role.READER);
    operator = api.key(Role.OPERATOR);
    admin = api.key(Role.ADMIN);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void errorsOutsideOfTheRunsApiAreDetails() {
    assertThat(api.get("/no-such-path", "X-API-Key", reader).text())
        .isEqualTo("{\"detail\":\"Not Found\"}");
    assertThat(api.get("/no-such-path").detail()).startsWith("give a valid key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/keys",
        "/api/v1/runs/x",
        "/openapi.json",
        "/actuator/prometheus",
        "/actuator",
        "/",
        "/health/../api/v1/keys",
        "/no-such-path"
      })
  void nothingElseIsOpen(String path) {
    assertThat(api.get(path).status()).isEqualTo(401);
    assertThat(api.get(path, "X-API-Key", "hm_test_" + "A".repeat(32)).status()).isEqualTo(401);
  }

  @Test
  void bothHeadersAreTaken() {
    assertThat(api.get("/openapi.json", "X-API-Key", reader).status()).isEqualTo(200);
    assertThat(api.get("/openapi.json", "x-functions-key", reader).status()).isEqualTo(200);
  }

  @Test
  void rolesCoverWhatTheyMust() {
    String body = "{\"size\":\"small\"}";
    assertThat(api.post("/api/v1/runs", body, "X-API-Key", reader).code()).isEqualTo("FORBIDDEN");
    assertThat(api.get("/api/v1/keys", "X-API-Key", operator).message())
        .isEqualTo("this needs the role admin, and the key has operator");
    assertThat(api.get("/api/v1/keys", "X-API-Key", admin).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/%6beys", "/api/v1;a=b/keys", "/api/v1/keys;x", "/api/v1/keys/"})
  void noSpellingOfAPathMakesItCheaper(String path) {
    String body = "{\"name\":\"x\",\"role\":\"admin\"}";
    assertThat(api.post(path, body, "X-API-Key", operator).status()).isIn(403, 404);
    assertThat(api.get(path, "X-API-Key", reader).status()).isIn(403, 404);
  }

  @Test
  void aBodyIsReadAsJsonWhateverItIsCalled() {
    String body = "{\"name\":\"form\",\"role\":\"reader\"}";
    for (String form : List.of("application/x-www-form-urlencoded", "text/plain", "a/b; c=d")) {
      assertThat(api.post("/api/v1/keys", body, "X-API-Key", admin, "Content-Type", form).status())
          .as(form)
          .isEqualTo(201);
    }
  }

  @Test
  void aRunIsAskedForLookedAtAndCancelled() {
    Answer accepted =
        api.post(
            "/api/v1/runs",
            "{\"scenarios\":[\"compute-01-x\"],\"duration\":\"PT1H\",\"seed\":7}",
            "X-API-Key",
            operator);
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    String id = accepted.json().path("run_id").asString();

    Answer seen = api.get("/api/v1/runs/" + id, "X-API-Key", reader);
    assertThat(seen.json().path("status").asString()).isEqualTo("in_progress");
    assertThat(seen.json().path("ended_at").isNull()).isTrue();
    Run run = api.stores.runs().find(RunId.parse(id).orElseThrow()).orElseThrow();
    assertThat(run.options().duration()).isEqualTo(Duration.ofHours(1));
    assertThat(run.options().seed()).isEqualTo(7);

    assertThat(api.post("/api/v1/runs/" + id + "/cancel", "", "X-API-Key", operator).status())
        .isEqualTo(202);
    assertThat(api.stores.runs().find(run.id()).orElseThrow().isCancelled()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json                                     | INVALID_JSON      | the body is not JSON",
        "[1]                                          | INVALID_JSON      | must be a JSON object",
        "{}                                           | INVALID_PARAMETER | either size or scenarios",
        "{\"size\":\"small\",\"scenarios\":[\"a-b\"]} | INVALID_PARAMETER | either size or scenarios",
        "{\"size\":\"huge\"}                          | INVALID_PARAMETER | size must be small",
        "{\"size\":3}                                 | INVALID_PARAMETER | size must be a text",
        "{\"scenarios\":\"x\"}                        | INVALID_PARAMETER | scenarios must be a list",
        "{\"scenarios\":[]}                           | INVALID_PARAMETER | no scenario named",
        "{\"scenarios\":[\"../x\"]}                   | INVALID_PARAMETER | scenarios cannot be",
        "{\"size\":\"small\",\"duration\":\"8h\"}     | INVALID_PARAMETER | duration must be in ISO 8601",
        "{\"size\":\"small\",\"duration\":\"PT0S\"}   | INVALID_PARAMETER | longer than zero",
        "{\"size\":\"small\",\"seed\":1.5}            | INVALID_PARAMETER | seed must be a whole number",
        "{\"size\":\"small\",\"seed\":1e400}          | INVALID_PARAMETER | seed must be a whole number",
        "{\"colour\":\"blue\"}                        | INVALID_PARAMETER | colour is no field here",
      })
  void badBodiesNameTheField(String body, String code, String message) {
    Answer answer = api.post("/api/v1/runs", body, "X-API-Key", operator);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.message()).contains(message);
  }

  @Test
  void bodiesThatAreTooLongOrTooDeepAreRefusedSoon() {
    String huge = "{\"size\":\"" + "x".repeat(10_000_000) + "\"}";
    assertThat(api.post("/api/v1/runs", huge, "X-API-Key", operator).status()).isEqualTo(413);
    String deep = "[".repeat(100_000);
    assertThat(api.post("/api/v1/runs", deep, "X-API-Key", operator).code())
        .isEqualTo("INVALID_JSON");
  }

  @Test
  void whatIsNotThereIsSaidSo() {
    assertThat(api.get("/api/v1/runs/nonsense", "X-API-Key", reader).code())
        .isEqualTo("INVALID_RUN_ID");
    assertThat(api.get("/api/v1/runs/" + UUID.randomUUID(), "X-API-Key", reader).code())
        .isEqualTo("RUN_NOT_FOUND");
    assertThat(api.get("/api/v1/no-such-path", "X-API-Key", reader).code()).isEqualTo("NOT_FOUND");
    assertThat(api.send("PUT", "/api/v1/runs", Optional.of("{}"), "X-API-Key", operator).status())
        .isEqualTo(405);
    assertThat(
            api.send("DELETE", "/api/v1/keys/nonsense", Optional.empty(), "X-API-Key", admin)
                .message())
        .contains("id");
  }

  @Test
  void keysAreGivenRotatedAndTakenBack() {
    Answer given =
        api.post("/api/v1/keys", "{\"name\":\"ci\",\"role\":\"reader\"}", "X-API-Key", admin);
    assertThat(given.status()).isEqualTo(201);
    String text = given.json().path("text").asString();
    String id = given.json().path("key").path("key_id").asString();
    assertThat(api.get("/api/v1/keys", "X-API-Key", admin).text())
        .contains(id)
        .doesNotContain(text);
    assertThat(api.get("/openapi.json", "X-API-Key", text).status()).isEqualTo(200);

    Answer rotated = api.post("/api/v1/keys/%s/rotate".formatted(id), "", "X-API-Key", admin);
    assertThat(rotated.status()).isEqualTo(201);
    assertThat(api.get("/openapi.json", "X-API-Key", text).status()).isEqualTo(200);

    api.send("DELETE", "/api/v1/keys/" + id, Optional.empty(), "X-API-Key", admin);
    assertThat(api.get("/openapi.json", "X-API-Key", text).status()).isEqualTo(401);
    assertThat(
            api.post("/api/v1/keys", "{\"name\":\"x\",\"role\":\"root\"}", "X-API-Key", admin)
                .message())
        .contains("reader, operator or admin");
  }

  @Test
  void metricsAndDescriptionAreServed() {
    assertThat(api.get("/actuator/prometheus", "X-API-Key", reader).text())
        .contains("jvm_memory_used_bytes", "haymaker_test{of=\"x\"}");
    assertThat(api.get("/openapi.json", "X-API-Key", reader).json().path("paths").propertyNames())
        .contains("/health", "/api/v1/runs", "/api/v1/runs/{id}", "/api/v1/keys");
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    assertThatThrownBy(() -> new Served(api.port()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("port " + api.port());
  }

  @Test
  void withoutAuthenticationEverythingIsOpen() {
    try (var open = new Served(false)) {
      assertThat(open.get("/openapi.json").status()).isEqualTo(200);
    }
  }
}
