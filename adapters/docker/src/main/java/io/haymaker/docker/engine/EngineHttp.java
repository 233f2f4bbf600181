package io.haymaker.docker.engine;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The engine's API as JSON, for what the client's classes cannot say or would lose. */
final class EngineHttp {
  /** Says what we speak, so that a newer engine does not answer in other words. */
  private static final String VERSION = "/v1.41";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final DockerHttpClient http;

  EngineHttp(DockerHttpClient http) {
    this.http = http;
  }

  /**
   * Not bounded in time.
   *
   * @return what it answers; an empty node where that is nothing
   * @throws DockerException when it refuses
   */
  JsonNode call(String method, String path, Optional<JsonNode> body) {
    var request =
        Request.builder()
            .method(Request.Method.valueOf(method))
            .path(VERSION + path)
            .putAllHeaders(Map.of("Content-Type", "application/json"));
    body.ifPresent(
        node -> request.bodyBytes(JSON.writeValueAsString(node).getBytes(StandardCharsets.UTF_8)));
    try (Response response = http.execute(request.build())) {
      if (response.getStatusCode() >= 300) {
        throw refusal(response);
      }
      return JSON.readTree(response.getBody());
    }
  }

  private static DockerException refusal(Response response) {
    JsonNode said = JSON.readTree(response.getBody());
    String message = said.path("message").asString("no reason is given");
    return switch (response.getStatusCode()) {
      case 304 -> new NotModifiedException("it is so already");
      case 404 -> new NotFoundException(message);
      case 409 -> new ConflictException(message);
      default -> new DockerException(message, response.getStatusCode());
    };
  }
}
