package io.haymaker.agent.run;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the version of the API out of an address. */
final class ApiVersionOf {

  private static final Pattern VERSION = Pattern.compile("(?:^|&)api-version=([^&]+)");

  private ApiVersionOf() {}

  static Optional<String> uri(URI uri) {
    Matcher matcher = VERSION.matcher(uri.getQuery() == null ? "" : uri.getQuery());
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
