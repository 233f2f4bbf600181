package io.haymaker.emulator.arm;

import io.haymaker.emulator.http.Request;
import java.util.List;
import java.util.Optional;

/**
 * A call below {@code {scope}/providers/{namespace}}, already authorised.
 *
 * @param request the request
 * @param scope the canonical scope, e.g. {@code /subscriptions/s/resourceGroups/g}
 * @param namespace the provider's namespace
 * @param tail the decoded path behind the namespace, e.g. {@code [jobs, j1, start]}
 */
public record ProviderCall(Request request, String scope, String namespace, List<String> tail) {
  public ProviderCall {
    tail = List.copyOf(tail);
  }

  /** Whether method and tail fit; {@code *} fits any one part, words are compared without case. */
  public boolean is(String method, String... shape) {
    if (!request.method().equals(method) || tail.size() != shape.length) {
      return false;
    }
    for (int i = 0; i < shape.length; i++) {
      if (!shape[i].equals("*") && !shape[i].equalsIgnoreCase(tail.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The operation's name for role definitions: {@code {ns}/{types}/read|write|delete}, or for a
   * POST {@code {ns}/{types}/{action}/action}.
   */
  public String action() {
    boolean named = tail.size() % 2 == 0;
    StringBuilder name = new StringBuilder(namespace);
    for (int i = 0; i < tail.size(); i += 2) {
      name.append('/').append(tail.get(i));
    }
    return name
        + switch (request.method()) {
          case "GET", "HEAD" -> "/read";
          case "DELETE" -> "/delete";
          // A POST on a resource's own path is rare, and as good as a write.
          case "POST" -> named ? "/write" : "/action";
          default -> "/write";
        };
  }

  /** The resource that the first {@code pairs} pairs of the tail name. */
  public ResourceId resource(int pairs) {
    StringBuilder text = new StringBuilder(scope).append("/providers/").append(namespace);
    tail.subList(0, pairs * 2).forEach(part -> text.append('/').append(part));
    return ResourceId.parse(text.toString())
        .orElseThrow(() -> new IllegalStateException("no resource id: " + text));
  }

  /** The group of the scope, if it is in one. */
  public Optional<String> group() {
    String[] parts = scope.split("/", -1);
    return parts.length > 4 ? Optional.of(parts[4]) : Optional.empty();
  }
}
