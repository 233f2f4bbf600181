package io.haymaker.server.wire;

import io.haymaker.core.store.StoreUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Answers with an error. No trace, statement or path ever leaves the server. */
@RestControllerAdvice
public class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  @ExceptionHandler
  ResponseEntity<Object> any(Exception failure, HttpServletRequest request) {
    String traceId = Answers.newTraceId();
    return Answers.of(request.getRequestURI(), told(failure, traceId), traceId);
  }

  /** What the caller is told; the rest is logged. */
  static ApiFailure told(Exception failure, String traceId) {
    return switch (failure) {
      case ApiFailure known -> known;
      case StoreUnavailableException lost -> {
        LOG.atWarn().setCause(lost).addKeyValue("trace_id", traceId).log("no database");
        yield ApiFailure.unavailable("the database does not answer");
      }
      case MethodArgumentTypeMismatchException mismatch -> mismatch(mismatch);
      case InvalidParameterException _ ->
          ApiFailure.of(new Fault(List.of("query"), "the query cannot be read", "value_error"));
      case MissingServletRequestParameterException missing ->
          ApiFailure.of(
              new Fault(List.of("query", missing.getParameterName()), "is missing", "missing"));
      case TypeMismatchException mismatch ->
          ApiFailure.parameter(
              "query", String.valueOf(mismatch.getPropertyName()), "is not what it must be");
      case HttpMessageNotReadableException unread
          when unread.getCause() instanceof ApiFailure known ->
          known;
      case HttpMessageNotReadableException _ ->
          ApiFailure.of(new Fault(List.of("body"), "the body is missing", "missing"));
      // Spring's own refusals: no such path, no such method, and the like.
      case ErrorResponse refusal when refusal.getStatusCode().is4xxClientError() ->
          refusal(HttpStatus.valueOf(refusal.getStatusCode().value()));
      default -> {
        LOG.atError().setCause(failure).addKeyValue("trace_id", traceId).log("a request failed");
        yield new ApiFailure(500, "INTERNAL_ERROR", "something went wrong on our side");
      }
    };
  }

  private static ApiFailure mismatch(MethodArgumentTypeMismatchException mismatch) {
    boolean inPath = mismatch.getParameter().hasParameterAnnotation(PathVariable.class);
    return ApiFailure.parameter(
        inPath ? "path" : "query", mismatch.getName(), "is not what it must be");
  }

  private static ApiFailure refusal(HttpStatus status) {
    return new ApiFailure(
        status.value(),
        status == HttpStatus.NOT_FOUND ? "NOT_FOUND" : "INVALID_REQUEST",
        status.getReasonPhrase());
  }
}
