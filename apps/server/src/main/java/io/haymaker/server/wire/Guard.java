package io.haymaker.server.wire;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stands before everything else, and answers for what fails where no controller is yet. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Guard extends OncePerRequestFilter {

  /** No name of ours does, and the database could not even look for it. */
  private static boolean holdsNul(@Nullable String part) {
    return part != null && part.contains("%00");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (holdsNul(request.getRequestURI()) || holdsNul(request.getQueryString())) {
      Answers.write(
          request.getRequestURI(),
          response,
          ApiFailure.of(
              new Fault(
                  List.of("path"), "the path holds a character that no name has", "value_error")));
      return;
    }
    try {
      chain.doFilter(request, response);
    } catch (RuntimeException | ServletException e) {
      if (response.isCommitted()) {
        throw e;
      }
      String traceId = Answers.newTraceId();
      response.resetBuffer();
      Answers.write(request.getRequestURI(), response, Failures.told(e, traceId), traceId);
    }
  }
}
