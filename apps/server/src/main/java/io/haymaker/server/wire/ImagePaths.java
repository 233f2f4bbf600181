package io.haymaker.server.wire;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Names of images hold slashes, and clients write them plainly: {@code
 * /containers/ghcr.io/acme/api:1.2/start}. Here they become one segment of the path, so that a
 * controller says {@code /containers/{image}/start} and gets the whole name.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
public class ImagePaths extends OncePerRequestFilter {
  private static final String CONTAINERS = "/containers/";

  /** Followed by an id, which has no slash, and a word: no image. */
  private static final String INSTANCES = "instances/";

  private static final Set<String> ACTIONS = Set.of("start", "stop", "instances", "resources");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String plain = request.getRequestURI();
    String joined = joined(plain);
    chain.doFilter(joined.equals(plain) ? request : new Joined(request, joined), response);
  }

  static String joined(String uri) {
    if (!uri.startsWith(CONTAINERS)) {
      return uri;
    }
    String rest = uri.substring(CONTAINERS.length());
    int last = rest.lastIndexOf('/');
    boolean acts = last > 0 && ACTIONS.contains(rest.substring(last + 1));
    if (!acts && rest.startsWith(INSTANCES)) {
      return uri;
    }
    String image = acts ? rest.substring(0, last) : rest;
    return CONTAINERS + image.replace("/", "%2F") + rest.substring(image.length());
  }

  private static final class Joined extends HttpServletRequestWrapper {
    private final String uri;

    Joined(HttpServletRequest request, String uri) {
      super(request);
      this.uri = uri;
    }

    @Override
    public String getRequestURI() {
      return uri;
    }
  }
}
