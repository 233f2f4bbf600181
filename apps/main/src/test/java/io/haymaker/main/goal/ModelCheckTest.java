package io.haymaker.main.goal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.validation.Check.Finding;
import io.haymaker.core.validation.Check.Verdict;
import io.haymaker.core.validation.Undertaking;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelCheckTest {
  private static final String KEY = "sk-not-to-be-seen";

  private HttpServer server;
  private int status = 200;
  private String answer = "{\"type\":\"message\",\"content\":[]}";
  private String asked = "";
  private String key = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/messages",
        exchange -> {
          try (exchange) {
            asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            key = String.valueOf(exchange.getRequestHeaders().getFirst("x-api-key"));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Finding look() {
    var settings =
        new ModelSettings(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            "a-model",
            new SecretValue(KEY));
    return new ModelCheck(Optional.of(settings), Optional.empty())
        .look(new Undertaking(1, Duration.ofHours(1)));
  }

  @Test
  void aModelThatAnswersIsAskedForAsLittleAsCanBe() {
    assertThat(look().verdict()).isEqualTo(Verdict.PASSED);
    JsonNode request = JsonMapper.shared().readTree(asked);
    assertThat(request.path("model").asString()).isEqualTo("a-model");
    assertThat(request.path("max_tokens").asInt()).isEqualTo(1);
    assertThat(key).isEqualTo(KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "401, authentication_error, FAILED, ANTHROPIC_API_KEY",
    "403, permission_error, FAILED, ANTHROPIC_API_KEY",
    "404, not_found_error, FAILED, ANTHROPIC_MODEL",
    "429, rate_limit_error, WARNING, higher limit",
    "529, overloaded_error, WARNING, later",
    "500, api_error, FAILED, later",
  })
  void aRefusalIsNamedWithWhatToDo(int code, String type, Verdict verdict, String whatToDo) {
    status = code;
    answer = "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"no\"}}".formatted(type);
    Finding finding = look();
    assertThat(finding.verdict()).isEqualTo(verdict);
    assertThat(finding.message()).contains(type).doesNotContain(KEY);
    assertThat(finding.whatToDo()).contains(whatToDo);
  }

  @Test
  void somebodyElsesAnswerIsNoAnswer() {
    answer = "<html>welcome</html>";
    Finding finding = look();
    assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(finding.whatToDo()).contains("ANTHROPIC_BASE_URL");
  }

  @Test
  void nobodyThereFails() {
    server.stop(0);
    Finding finding = look();
    assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(finding.message()).contains("does not answer").doesNotContain(KEY);
  }

  @Test
  void withoutGoalSeekingAgentsNothingIsAsked() {
    Finding finding =
        new ModelCheck(Optional.empty(), Optional.empty())
            .look(new Undertaking(1, Duration.ofHours(1)));
    assertThat(finding.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(finding.message()).contains("ANTHROPIC_API_KEY is not set");
    assertThat(asked).isEmpty();
  }
}
