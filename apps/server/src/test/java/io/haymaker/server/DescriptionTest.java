package io.haymaker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.access.Role;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The document says what is served, all of it and nothing else. */
class DescriptionTest {
  private static Served api;
  private static JsonNode document;

  @BeforeAll
  static void start() {
    api = new Served(true);
    document = api.get("/openapi.json", "X-API-Key", api.key(Role.READER)).json();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void everyRouteIsInItAndEverythingInItIsARoute() {
    Set<String> described = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(
                        method ->
                            described.add(
                                "%s %s"
                                    .formatted(
                                        method.toUpperCase(Locale.ROOT), route(path.getKey())))));
    assertThat(described).containsExactlyElementsOf(api.routes());
  }

  /** Two of what has one route. */
  private static String route(String path) {
    return path.replaceAll("(/actuator/health)/.*", "$1/**");
  }

  @Test
  void namesAreThoseOfTheWire() {
    Set<String> names =
        document.path("components").path("schemas").properties().stream()
            .flatMap(schema -> schema.getValue().path("properties").propertyNames().stream())
            .collect(Collectors.toSet());
    assertThat(names)
        .contains("run_id", "started_at", "system_resources", "trace_id", "loc")
        // Clients of an older system write the last so.
        .allMatch(name -> name.matches("[a-z][a-z0-9_]*|instanceId"));
  }

  @Test
  void whatMayBeMissingIsNotRequired() {
    JsonNode run = document.path("components").path("schemas").path("RunAnswer");
    assertThat(run.path("required").valueStream().map(JsonNode::asString))
        .contains("run_id", "status")
        .doesNotContain("reason", "ended_at");
  }

  @Test
  void everyOperationSaysWhatItIsForWhatItTakesAndHowItFails() {
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(method -> check(path.getKey(), method.getKey(), method.getValue())));
  }

  private static void check(String path, String method, JsonNode operation) {
    String place = method + " " + path;
    assertThat(operation.path("summary").asString("")).as(place).isNotBlank();
    boolean open = operation.path("security").isArray() && operation.path("security").isEmpty();
    Set<String> answers = new TreeSet<>(operation.path("responses").propertyNames());
    if (!open) {
      assertThat(answers).as(place).contains("401", "403", "503");
    }
    boolean ofRuns = path.startsWith("/api/v1/");
    if (operation.has("requestBody")) {
      assertThat(answers).as(place).contains(ofRuns ? "400" : "422", "413");
      JsonNode schema =
          operation.path("requestBody").path("content").path("application/json").path("schema");
      assertThat(schema.path("$ref").asString("")).as(place).startsWith("#/components/schemas/");
    }
    assertThat(path.contains("{")).as(place).isEqualTo(answers.contains("404"));
  }

  @Test
  void thePageComesFromHereAloneAndWithoutAKey() {
    Served.Answer page = api.get("/docs");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text())
        .contains("openapi.json")
        .doesNotContain("http:")
        .doesNotContain("https:");
  }
}
