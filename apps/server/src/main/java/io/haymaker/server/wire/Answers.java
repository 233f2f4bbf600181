package io.haymaker.server.wire;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Errors as they go out. Two kinds of clients are there: below {@code /api/v1} the body is {@code
 * {"error": {code, message, trace_id}}} ({@link ErrorAnswer}), everywhere else {@code {"detail":
 * ...}} ({@link DetailAnswer}).
 */
public final class Answers {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  private static final String RUNS = "/api/v1";
  private static final int SECONDS_TO_WAIT = 2;

  private Answers() {}

  /** As it stands in the log beside what is not told. */
  static String newTraceId() {
    return UUID.randomUUID().toString();
  }

  static ResponseEntity<Object> of(String path, ApiFailure failure) {
    return of(path, failure, newTraceId());
  }

  static ResponseEntity<Object> of(String path, ApiFailure failure, String traceId) {
    var answer =
        ResponseEntity.status(status(path, failure)).contentType(MediaType.APPLICATION_JSON);
    if (failure.status() == 503) {
      answer.header("Retry-After", Integer.toString(SECONDS_TO_WAIT));
    }
    return answer.body(body(path, failure, traceId));
  }

  /** For where no controller is yet. */
  public static void write(String path, HttpServletResponse response, ApiFailure failure)
      throws IOException {
    write(path, response, failure, newTraceId());
  }

  static void write(String path, HttpServletResponse response, ApiFailure failure, String traceId)
      throws IOException {
    response.setStatus(status(path, failure));
    response.setContentType("application/json");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    if (failure.status() == 503) {
      response.setIntHeader("Retry-After", SECONDS_TO_WAIT);
    }
    response.getWriter().write(MAPPER.writeValueAsString(body(path, failure, traceId)));
  }

  static String text(String path, ApiFailure failure) {
    return MAPPER.writeValueAsString(body(path, failure, newTraceId()));
  }

  private static boolean isOfRuns(String path) {
    return path.equals(RUNS) || path.startsWith(RUNS + "/");
  }

  /** What cannot be is 400 there. */
  private static int status(String path, ApiFailure failure) {
    return failure.fault().isPresent() && isOfRuns(path) ? 400 : failure.status();
  }

  private static Object body(String path, ApiFailure failure, String traceId) {
    String message = String.valueOf(failure.getMessage());
    if (isOfRuns(path)) {
      return new ErrorAnswer(new ErrorAnswer.Failure(failure.code(), message, traceId));
    }
    return new DetailAnswer(
        failure
            .fault()
            .<Object>map(List::of)
            .orElseGet(
                () ->
                    failure.status() >= 500 && failure.status() != 503
                        ? "%s (trace id %s)".formatted(message, traceId)
                        : message));
  }
}
