package io.haymaker.emulator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient;
import io.haymaker.emulator.CloudClient.Answer;
import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorOptions;
import io.haymaker.emulator.cloud.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
  @TempDir static Path data;
  private static Emulator emulator;
  private static CloudClient nobody;

  @BeforeAll
  static void start() throws IOException {
    emulator =
        Emulator.start(
            EmulatorOptions.in(data)
                .withSettings(Settings.immediate())
                .withImage("team/agent:1", List.of("/bin/true"))
                .withImage("elsewhere.example/agent:1", List.of("/bin/true")));
    nobody = CloudClient.anonymous(emulator.info());
  }

  @AfterAll
  static void stop() throws IOException {
    emulator.close();
  }

  private static Answer get(String path, String authorization) throws IOException {
    return nobody.callUrl(
        "GET",
        emulator.info().armEndpoint() + path,
        null,
        authorization.isEmpty() ? Map.of() : Map.of("Authorization", authorization));
  }

  private static String login(String scope) throws IOException {
    String both = emulator.info().clientId() + ":" + emulator.info().clientSecret().reveal();
    Answer answer =
        get(
            "/oauth2/token?scope=" + CloudClient.encode(scope),
            "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    assertThat(answer.status()).isEqualTo(200);
    return "Bearer " + answer.body().path("access_token").asString();
  }

  @Test
  void whoIsNotLoggedInIsToldWhere() throws IOException {
    Answer answer = get("/v2/team/agent/manifests/1", "");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate").orElseThrow())
        .isEqualTo(
            "Bearer realm=\"%s/oauth2/token\",service=\"%s\",scope=\"repository:team/agent:pull\""
                .formatted(emulator.info().armEndpoint(), emulator.info().containerRegistry()));
  }

  @Test
  void aManifestIsFoundByTagAndByDigestAndLeadsToItsConfig() throws IOException {
    String token = login("repository:team/agent:pull");
    Answer byTag = get("/v2/team/agent/manifests/1", token);
    assertThat(byTag.status()).isEqualTo(200);
    String digest = byTag.header("Docker-Content-Digest").orElseThrow();
    assertThat(get("/v2/team/agent/manifests/" + digest, token).raw().body())
        .isEqualTo(byTag.raw().body());
    String config = byTag.body().path("config").path("digest").asString();
    assertThat(get("/v2/team/agent/blobs/" + config, token).status()).isEqualTo(200);
    assertThat(get("/v2/team/agent/tags/list", token).body().path("tags").toString())
        .isEqualTo("[\"1\"]");
    assertThat(get("/v2/", token).status()).isEqualTo(200);
  }

  @Test
  void aTokenReachesItsRepositoryOnly() throws IOException {
    Answer answer = get("/v2/team/agent/manifests/1", login("repository:team/other:pull"));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate").orElseThrow()).contains("insufficient_scope");
  }

  @Test
  void whatIsNotThereIsNamed() throws IOException {
    assertThat(code(get("/v2/team/agent/manifests/2", login("repository:team/agent:pull"))))
        .isEqualTo("MANIFEST_UNKNOWN");
    assertThat(code(get("/v2/agent/manifests/1", login("repository:agent:pull"))))
        .isEqualTo("NAME_UNKNOWN");
  }

  @Test
  void pushingIsRefused() throws IOException {
    Answer answer =
        nobody.callUrl("POST", emulator.info().armEndpoint() + "/v2/team/agent/blobs/uploads/", "");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(code(answer)).isEqualTo("UNSUPPORTED");
  }

  @Test
  void tokensRunOut() throws IOException {
    String token = login("repository:team/agent:pull");
    emulator.cloud().clock().advance(Duration.ofMinutes(76));
    assertThat(get("/v2/team/agent/manifests/1", token).status()).isEqualTo(401);
  }

  private static String code(Answer answer) {
    return answer.body().path("errors").path(0).path("code").asString("");
  }
}
