package io.haymaker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.endpoint.Endpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The registry of endpoints, over HTTP. */
class EndpointsTest extends ServedScene {
  @Test
  void endpointsAreRegisteredReportedAndTakenOut() {
    JsonNode made =
        post(
            "/registry/endpoints",
            """
            {"id": "e/1", "image_id": "nginx", "host": "10.0.0.7", "port": 8080,
             "caps": {"cpu": 2, "mem": "1g"}}
            """);
    assertThat(made.path("id").asString()).isEqualTo("e/1");
    assertThat(made.path("image_id").asString()).isEqualTo("nginx");
    assertThat(made.path("host").asString()).isEqualTo("10.0.0.7");
    assertThat(made.path("port").asInt()).isEqualTo(8080);
    assertThat(made.path("status").asString()).isEqualTo("UP");
    assertThat(get("/registry/endpoints").path("endpoints")).containsExactly(made);
    assertThat(made.path("caps").path("cpu").asInt()).isEqualTo(2);
    assertThat(made.path("caps").path("mem").asString()).isEqualTo("1g");
    assertThat(Instant.parse(made.path("last_heartbeat").asString())).isNotNull();

    String path = "/registry/endpoints/e%2F1";
    JsonNode down = done(api.send("PUT", path + "/status?status=DOWN", Optional.empty()));
    assertThat(down.path("status").asString()).isEqualTo("DOWN");
    assertThat(down.path("last_heartbeat")).isEqualTo(made.path("last_heartbeat"));
    assertThat(down.path("image_id")).isEqualTo(made.path("image_id"));
    assertThat(api.send("PUT", path + "/status?status=LEFT", Optional.empty()).status())
        .isEqualTo(422);
    assertThat(done(api.send("DELETE", path, Optional.empty())).path("deleted").asString())
        .isEqualTo("e/1");
    assertThat(api.send("DELETE", path, Optional.empty()).status()).isEqualTo(404);
  }

  @Test
  void whoSaysThatItIsUpHasSeenItNow() {
    var old = Instant.parse("2026-03-10T08:00:00Z");
    api.containers
        .store
        .endpoints()
        .put(
            new Endpoint(
                "e", "nginx", "10.0.0.7", 8080, Endpoint.Caps.NONE, Endpoint.Status.DOWN, old));

    JsonNode up = done(api.send("PUT", "/registry/endpoints/e/status?status=UP", Optional.empty()));
    assertThat(up.path("status").asString()).isEqualTo("UP");
    assertThat(Instant.parse(up.path("last_heartbeat").asString())).isAfter(old);
  }

  @Test
  void ofAnEndpointThatNobodyRegisteredNothingIsSaid() {
    String path = "/registry/endpoints/none/status?status=";
    for (String status : List.of("UP", "DOWN")) {
      Served.Answer answer = api.send("PUT", path + status, Optional.empty());
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.detail()).isEqualTo("there is no such endpoint");
    }
    assertThat(get("/registry/endpoints").path("endpoints")).isEmpty();
  }

  @Test
  void aPortIsFrom1To65535AndNothingIsRegisteredWithoutAField() {
    String body = "{\"id\": \"a\", \"image_id\": \"b\", \"host\": \"c\", \"port\": %s}";
    for (String port : List.of("0", "-1", "65536")) {
      refused(api.post("/registry/endpoints", body.formatted(port)), "port");
    }
    for (String field : List.of("id", "image_id", "host", "port")) {
      String without = body.formatted(80).replace("\"%s\"".formatted(field), "\"x\"");
      refused(api.post("/registry/endpoints", without), field);
    }
    assertThat(get("/registry/endpoints").path("endpoints")).isEmpty();
    for (int port : List.of(1, 65_535)) {
      assertThat(post("/registry/endpoints", body.formatted(port)).path("port").asInt())
          .isEqualTo(port);
    }
  }
}
