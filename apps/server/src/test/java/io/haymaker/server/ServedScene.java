package io.haymaker.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** An API for each test, open to everybody, and what its calls answer when all goes well. */
abstract class ServedScene {
  Served api;

  @BeforeEach
  void start() {
    api = new Served(false);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  static JsonNode done(Served.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  JsonNode get(String path) {
    return done(api.get(path));
  }

  JsonNode post(String path, String body) {
    return done(api.post(path, body));
  }

  JsonNode put(String path, String body) {
    return done(api.send("PUT", path, Optional.of(body)));
  }

  static List<String> texts(JsonNode list, String field) {
    return list.valueStream().map(item -> item.path(field).asString()).toList();
  }

  /** What the answer names as wrong in the body is this field. */
  static void refused(Served.Answer answer, String field) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    JsonNode fault = answer.json().path("detail").get(0);
    List<String> place = fault.path("loc").valueStream().map(JsonNode::asString).toList();
    assertThat(place).as(answer.text()).startsWith("body").endsWith(field);
    assertThat(fault.path("msg").asString()).isNotBlank();
    assertThat(fault.path("type").asString()).isNotBlank();
  }
}
