package io.haymaker.main.goal;

import io.haymaker.azure.wire.Trust;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The model answers a request of one word, which costs next to nothing. */
public final class ModelCheck implements Check {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int LONGEST = 200;

  private final Optional<ModelSettings> settings;
  private final Optional<Path> caFile;

  /**
   * @param settings empty where no goal-seeking agents are configured
   * @param caFile a PEM file with certificate authorities to trust beside the platform's
   */
  public ModelCheck(Optional<ModelSettings> settings, Optional<Path> caFile) {
    this.settings = settings;
    this.caFile = caFile;
  }

  @Override
  public String name() {
    return "anthropic-api";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    return settings
        .map(this::ask)
        .orElseGet(
            () ->
                new Finding(
                    Verdict.NOT_APPLICABLE,
                    "no goal-seeking agents: ANTHROPIC_API_KEY is not set",
                    ""));
  }

  private Finding ask(ModelSettings model) {
    var builder = HttpClient.newBuilder().connectTimeout(CONNECT);
    caFile.ifPresent(file -> builder.sslContext(Trust.withAuthorities(file)));
    try (HttpClient client = builder.build()) {
      return judge(client.send(request(model), BodyHandlers.ofString()), model);
    } catch (IOException e) {
      return Finding.failed(
          "%s does not answer: %s".formatted(model.base(), e.getClass().getSimpleName()),
          "check ANTHROPIC_BASE_URL, and that it can be reached from here");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.failed("interrupted", "run it again");
    }
  }

  private static HttpRequest request(ModelSettings model) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("model", model.model()).put("max_tokens", 1);
    body.putArray("messages").addObject().put("role", "user").put("content", "ping");
    return HttpRequest.newBuilder(URI.create(model.base() + "/v1/messages"))
        .timeout(ANSWER)
        .header("x-api-key", model.key().reveal())
        .header("anthropic-version", "2023-06-01")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
        .build();
  }

  private static Finding judge(HttpResponse<String> answer, ModelSettings model) {
    int status = answer.statusCode();
    JsonNode body = json(answer.body());
    if (status == 200) {
      return body.path("type").asString("").equals("message")
          ? Finding.passed("%s answers".formatted(model.model()))
          : Finding.failed(
              "%s answers, but not as the API does".formatted(model.base()),
              "check ANTHROPIC_BASE_URL");
    }
    JsonNode error = body.path("error");
    String words =
        "HTTP %d %s %s"
            .formatted(status, error.path("type").asString(""), error.path("message").asString(""))
            .strip();
    String said = words.substring(0, Math.min(LONGEST, words.length()));
    return switch (status) {
      case 401, 403 ->
          Finding.failed(said, "check ANTHROPIC_API_KEY, and what its workspace is allowed");
      case 400, 404 -> Finding.failed(said, "check ANTHROPIC_MODEL and ANTHROPIC_BASE_URL");
      case 429, 529 ->
          new Finding(
              Verdict.WARNING,
              said,
              "the key is known, but the API has no room now: try again later, or ask for a higher"
                  + " limit");
      default -> Finding.failed(said, "check ANTHROPIC_BASE_URL, or try again later");
    };
  }

  private static JsonNode json(String text) {
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException noJson) {
      return JsonMapper.shared().missingNode();
    }
  }
}
