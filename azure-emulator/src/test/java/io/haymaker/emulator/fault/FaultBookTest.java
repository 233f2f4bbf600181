package io.haymaker.emulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.emulator.fault.FaultRule.Effect;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class FaultBookTest {
  private static final Effect LOSE = new Effect.LoseResponse();
  private static final Caller SOMEBODY = new Caller("object", "app");

  private final FaultBook book = new FaultBook();

  private boolean hits(String method, String path, String body) {
    return book.hit(method, path, body.getBytes(StandardCharsets.UTF_8), Optional.of(SOMEBODY))
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "/a/*/c, /a/b/c, true",
    "/a/*/c, /A/b/C, true",
    "/a/*/c, /a/b/x/c, false",
    "/a/**/c, /a/b/x/c, true",
    "/a/**, /a/, true",
    "/a/**, /a, false",
    "/a.c, /abc, false",
    "/a/*, /a/b/c, false"
  })
  void pathsArePatterns(String pattern, String path, boolean fits) {
    book.add(FaultRule.always("r", "*", pattern, LOSE));
    assertThat(hits("GET", path, "")).isEqualTo(fits);
  }

  @Test
  void skipComesBeforeCount() {
    book.add(
        new FaultRule(
            "r", "PUT", "/x", Optional.empty(), Optional.empty(), 1, Optional.of(2), LOSE));

    assertThat(hits("GET", "/x", "")).isFalse();
    assertThat(hits("PUT", "/x", "")).isFalse();
    assertThat(hits("PUT", "/x", "")).isTrue();
    assertThat(hits("put", "/x", "")).isTrue();
    assertThat(hits("PUT", "/x", "")).isFalse();
    assertThat(book.list().getFirst().hits()).isEqualTo(2);
  }

  @Test
  void bodyAndCallerNarrowARule() {
    book.add(FaultRule.always("body", "*", "/x", LOSE).whenBodyContains("Compute-Linux"));
    assertThat(hits("POST", "/x", "{\"displayName\":\"a-compute-linux-b\"}")).isTrue();
    assertThat(hits("POST", "/x", "{}")).isFalse();

    book.clear();
    book.add(
        new FaultRule(
            "c", "*", "/x", Optional.empty(), Optional.of("other"), 0, Optional.empty(), LOSE));
    assertThat(hits("GET", "/x", "")).isFalse();
    book.add(
        new FaultRule(
            "c", "*", "/x", Optional.empty(), Optional.of("app"), 0, Optional.empty(), LOSE));
    assertThat(book.list()).hasSize(1);
    assertThat(hits("GET", "/x", "")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"path\":\"/x\",\"delay\":\"PT2S\"}",
        "{\"path\":\"/x\",\"throttle\":\"PT1S\",\"count\":3}",
        "{\"path\":\"/x\",\"loseResponse\":true,\"skip\":2,\"bodyContains\":\"b\"}",
        "{\"path\":\"/x\",\"fail\":{\"status\":503,\"code\":\"c\",\"message\":\"m\"}}"
      })
  void whatIsShownCanBeOrderedAgain(String text) {
    FaultRule rule = FaultRule.parse((ObjectNode) Json.parse(text), "id");
    assertThat(FaultRule.parse(rule.toJson(), "other")).isEqualTo(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"delay\":\"PT2S\"}",
        "{\"path\":\"/x\"}",
        "{\"path\":\"/x\",\"delay\":\"soon\"}",
        "{\"path\":\"/x\",\"delay\":\"PT-1S\"}",
        "{\"path\":\"/x\",\"fail\":{\"status\":200}}",
        "{\"path\":\"/x\",\"loseResponse\":true,\"count\":0}"
      })
  void nonsenseIsRefused(String text) {
    ObjectNode json = (ObjectNode) Json.parse(text);
    assertThatThrownBy(() -> FaultRule.parse(json, "id"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDelayIsKept() {
    book.add(FaultRule.always("d", "*", "/x", new Effect.Delay(Duration.ofSeconds(3))));
    assertThat(book.hit("GET", "/x", new byte[0], Optional.empty()))
        .contains(new Effect.Delay(Duration.ofSeconds(3)));
    assertThat(book.remove("d")).isTrue();
    assertThat(book.remove("d")).isFalse();
  }
}
