package io.haymaker.server.wire;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Answers with an error. No trace, statement or path ever leaves the server. */
@RestControllerAdvice
public class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  @ExceptionHandler
  ResponseEntity<ErrorAnswer> known(ApiFailure failure) {
    return answer(
        HttpStatus.valueOf(failure.status()), failure.code(), String.valueOf(failure.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<ErrorAnswer> mismatched(MethodArgumentTypeMismatchException failure) {
    return answer(
        HttpStatus.BAD_REQUEST,
        "INVALID_PARAMETER",
        "%s is not what it must be".formatted(failure.getName()));
  }

  @ExceptionHandler
  ResponseEntity<ErrorAnswer> unexpected(Exception failure) {
    // Spring's own refusals: no such path, no such method, and the like.
    if (failure instanceof ErrorResponse refusal && refusal.getStatusCode().is4xxClientError()) {
      HttpStatus status = HttpStatus.valueOf(refusal.getStatusCode().value());
      return answer(
          status,
          status == HttpStatus.NOT_FOUND ? "NOT_FOUND" : "INVALID_REQUEST",
          status.getReasonPhrase());
    }
    ErrorAnswer answer = ErrorAnswer.of("INTERNAL_ERROR", "something went wrong on our side");
    LOG.atError()
        .setCause(failure)
        .addKeyValue("trace_id", answer.error().traceId())
        .log("a request failed");
    return ResponseEntity.internalServerError().body(answer);
  }

  private static ResponseEntity<ErrorAnswer> answer(
      HttpStatus status, String code, String message) {
    return ResponseEntity.status(status).body(ErrorAnswer.of(code, message));
  }
}
