package io.haymaker.server.wire;

import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;

/** The path of a request as controllers are matched by it, for those who decide before them. */
public final class RequestPath {
  private RequestPath() {}

  /**
   * Decoded, and without the parameters that a segment may carry: what is spelled otherwise is not
   * something else.
   *
   * @param uri the path as it was sent
   */
  public static String of(String uri) {
    return PathContainer.parsePath(uri).elements().stream()
        .map(
            element ->
                element instanceof PathContainer.PathSegment segment
                    ? segment.valueToMatch()
                    : element.value())
        .collect(Collectors.joining());
  }
}
