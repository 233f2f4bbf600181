package io.haymaker.azure.registry;

import io.haymaker.azure.wire.Reply;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a registry wants to be logged in to.
 *
 * @param scheme in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final Pattern PARAMETER = Pattern.compile("([A-Za-z_]+)=\"([^\"]*)\"");

  Challenge {
    parameters = Map.copyOf(parameters);
  }

  /** Empty when the answer asks for no login in a way that we know. */
  static Optional<Challenge> of(Reply.Answer answer) {
    return answer.header("WWW-Authenticate").flatMap(Challenge::parse);
  }

  private static Optional<Challenge> parse(String header) {
    int blank = header.indexOf(' ');
    String scheme = (blank < 0 ? header : header.substring(0, blank)).toLowerCase(Locale.ROOT);
    var parameters = new HashMap<String, String>();
    Matcher found = PARAMETER.matcher(header);
    while (found.find()) {
      parameters.put(found.group(1).toLowerCase(Locale.ROOT), found.group(2));
    }
    return switch (scheme) {
      case "basic" -> Optional.of(new Challenge(scheme, parameters));
      case "bearer" ->
          parameters.containsKey("realm")
              ? Optional.of(new Challenge(scheme, parameters))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  boolean isBasic() {
    return scheme.equals("basic");
  }

  /** Where tokens are given; empty unless it is an https URL. */
  Optional<URI> realm() {
    try {
      return Optional.of(URI.create(parameter("realm")))
          .filter(url -> "https".equals(url.getScheme()) && url.getHost() != null);
    } catch (IllegalArgumentException noUrl) {
      return Optional.empty();
    }
  }

  String service() {
    return parameter("service");
  }

  String scope() {
    return parameter("scope");
  }

  private String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }
}
