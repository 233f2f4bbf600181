package io.haymaker.server.wire;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stands before everything else, and answers for what fails where no controller is yet. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Guard extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
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
