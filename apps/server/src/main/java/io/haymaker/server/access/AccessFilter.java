package io.haymaker.server.access;

import io.haymaker.core.access.ApiKey;
import io.haymaker.core.access.KeyText;
import io.haymaker.core.access.Role;
import io.haymaker.server.ServerSettings;
import io.haymaker.server.ServerWorld;
import io.haymaker.server.wire.Answers;
import io.haymaker.server.wire.ApiFailure;
import io.haymaker.server.wire.OpenPaths;
import io.haymaker.server.wire.RequestPath;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in who has a key whose role covers what is asked for. */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public class AccessFilter extends OncePerRequestFilter {
  private static final String KEYS = "/api/v1/keys";

  private final ServerSettings settings;
  private final ServerWorld world;

  AccessFilter(ServerSettings settings, ServerWorld world) {
    this.settings = settings;
    this.world = world;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!settings.authenticated() || OpenPaths.ALL.contains(request.getRequestURI())) {
      chain.doFilter(request, response);
      return;
    }
    Optional<ApiKey> key = presented(request).flatMap(world.keys()::of);
    if (key.isEmpty()) {
      refuse(
          request,
          response,
          new ApiFailure(
              401,
              "UNAUTHORIZED",
              "give a valid key in the header X-API-Key; it looks like " + KeyText.FORM));
      return;
    }
    Role needed = needed(request);
    if (!key.get().role().covers(needed)) {
      refuse(
          request,
          response,
          new ApiFailure(
              403,
              "FORBIDDEN",
              "this needs the role %s, and the key has %s"
                  .formatted(needed.wireName(), key.get().role().wireName())));
      return;
    }
    chain.doFilter(request, response);
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, ApiFailure why) throws IOException {
    Answers.write(request.getRequestURI(), response, why);
  }

  /** Clients of an older system send the second. */
  private static Optional<String> presented(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("X-API-Key"))
        .or(() -> Optional.ofNullable(request.getHeader("x-functions-key")))
        .map(String::strip);
  }

  private static Role needed(HttpServletRequest request) {
    String path = RequestPath.of(request.getRequestURI());
    if (path.equals(KEYS) || path.startsWith(KEYS + "/")) {
      return Role.ADMIN;
    }
    return Set.of("GET", "HEAD", "OPTIONS").contains(request.getMethod())
        ? Role.READER
        : Role.OPERATOR;
  }
}
