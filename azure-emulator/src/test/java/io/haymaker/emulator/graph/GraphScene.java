package io.haymaker.emulator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient;
import io.haymaker.emulator.CloudClient.Answer;
import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorOptions;
import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.token.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An emulator with the administrator at Graph, and short words for calls. */
abstract class GraphScene {

  protected static final String RESOURCE = "https://graph.microsoft.com";

  @TempDir static Path data;
  protected static Emulator emulator;
  protected static CloudClient admin;

  @BeforeAll
  static void start() throws IOException {
    emulator = Emulator.start(EmulatorOptions.in(data).withSettings(Settings.immediate()));
    admin =
        CloudClient.anonymous(emulator.info())
            .signedIn(emulator.info().clientId(), emulator.info().clientSecret(), RESOURCE);
  }

  @AfterAll
  static void stop() throws IOException {
    emulator.close();
  }

  @BeforeEach
  void nothingTakesTime() {
    emulator.cloud().settings().change(Settings.immediate().toJson());
    emulator.cloud().settings().change(setting("quotas", DirectoryObjects.QUOTA, 50_000));
  }

  /** The administrator's token has expired with the clock. */
  protected static void signInAgain() throws IOException {
    admin =
        CloudClient.anonymous(emulator.info())
            .signedIn(emulator.info().clientId(), emulator.info().clientSecret(), RESOURCE);
  }

  protected static JsonNode application(String name) throws IOException {
    return call("POST", "/applications", Json.object().put("displayName", name).toString()).body();
  }

  protected static JsonNode principal(String appId) throws IOException {
    Answer made = call("POST", "/servicePrincipals", Json.object().put("appId", appId).toString());
    assertThat(made.status()).isEqualTo(201);
    return made.body();
  }

  protected static Answer signIn(JsonNode application, String secret) throws IOException {
    return CloudClient.anonymous(emulator.info())
        .tokenRequest(
            application.path("appId").asString(),
            Secret.of(secret),
            "https://management.azure.com");
  }

  protected static List<JsonNode> listed(String collection, String filter) throws IOException {
    Answer answer = call("GET", collection + "?$filter=" + CloudClient.encode(filter));
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().path("value").valueStream().toList();
  }

  protected static List<String> deletedIds(String type) throws IOException {
    return call("GET", "/directory/deletedItems/microsoft.graph." + type)
        .body()
        .path("value")
        .valueStream()
        .map(item -> item.path("id").asString())
        .toList();
  }

  protected static Answer call(String method, String target) throws IOException {
    return call(method, target, null);
  }

  protected static Answer call(String method, String target, @Nullable String body)
      throws IOException {
    return admin.callUrl(method, url(target), body);
  }

  protected static Answer upsert(String target, String body) throws IOException {
    return admin.callUrl("PATCH", url(target), body, Map.of("Prefer", "create-if-missing"));
  }

  protected static String url(String target) {
    return emulator.info().graphEndpoint() + "/v1.0" + target.replace(" ", "%20");
  }

  protected static ObjectNode setting(String group, String name, long value) {
    ObjectNode setting = Json.object();
    setting.putObject(group).put(name, value);
    return setting;
  }

  protected static List<String> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(GraphTest::text).toList();
    }
  }

  protected static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
