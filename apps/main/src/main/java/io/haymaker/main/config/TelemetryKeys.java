package io.haymaker.main.config;

import static io.haymaker.main.config.Feature.WATCHING;

import io.haymaker.core.identity.SecretValue;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where traces and metrics go: the variables of OpenTelemetry that every collector's manual names
 * (specification of the OTLP exporter and of the SDK's environment).
 */
final class TelemetryKeys {
  static final String OTLP = "otlp";

  private static final String NONE = "none";
  private static final int A_SECOND = 1000;
  private static final int AN_HOUR = 3_600_000;

  /** A token of HTTP, and anything but a comma. */
  private static final Pattern PAIR =
      Pattern.compile("(?<name>[A-Za-z0-9!#$%&'*+.^_`|~-]+)\\s*=\\s*(?<value>[^,]+)");

  private static final Parser<Map<String, String>> PAIRS =
      new Parser<Map<String, String>>(
              "list like NAME=VALUE, separated by commas", TelemetryKeys::pairs)
          .shownAs(
              all ->
                  new TreeMap<>(all)
                      .entrySet().stream()
                          .map(one -> one.getKey() + "=" + one.getValue())
                          .collect(Collectors.joining(",")));

  private static final Parser<Map<String, SecretValue>> HEADER_PAIRS =
      new Parser<>(
          "secret list like NAME=VALUE, separated by commas",
          text ->
              pairs(text)
                  .map(
                      all ->
                          all.entrySet().stream()
                              .collect(
                                  Collectors.toMap(
                                      Map.Entry::getKey, one -> new SecretValue(one.getValue())))),
          _ -> "[secret]",
          Parser.Secrecy.SECRET);

  static final Setting<URI> ENDPOINT =
      Setting.of(
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          WATCHING,
          Parsers.COLLECTOR,
          "The collector that the server's traces and metrics are sent to, at v1/traces and v1/metrics below it; unless it is set nothing is sent.");

  static final Setting<Map<String, SecretValue>> HEADERS =
      Setting.of(
          "OTEL_EXPORTER_OTLP_HEADERS",
          WATCHING,
          HEADER_PAIRS,
          "Headers to send with them, such as a key of the collector's; values are percent-decoded.");

  static final Setting<String> PROTOCOL =
      Setting.of(
              "OTEL_EXPORTER_OTLP_PROTOCOL",
              WATCHING,
              Parsers.oneOf("http/protobuf"),
              "How they are sent; there is one way.")
          .byDefault("http/protobuf");

  static final Setting<String> TRACES =
      Setting.of(
              "OTEL_TRACES_EXPORTER",
              WATCHING,
              Parsers.oneOf(OTLP, NONE),
              "Whether traces are sent, where there is a collector.")
          .byDefault(OTLP);

  static final Setting<String> METRICS =
      Setting.of(
              "OTEL_METRICS_EXPORTER",
              WATCHING,
              Parsers.oneOf(OTLP, NONE),
              "Whether metrics are sent, where there is a collector.")
          .byDefault(OTLP);

  static final Setting<String> SERVICE =
      Setting.of("OTEL_SERVICE_NAME", WATCHING, Parsers.TEXT, "The name that it knows us by.")
          .byDefault("haymaker");

  static final Setting<Map<String, String>> ATTRIBUTES =
      Setting.of(
          "OTEL_RESOURCE_ATTRIBUTES",
          WATCHING,
          PAIRS,
          "What else is said of this process, such as deployment.environment.name=prod; values are percent-decoded.");

  static final Setting<Integer> INTERVAL =
      Setting.of(
              "OTEL_METRIC_EXPORT_INTERVAL",
              WATCHING,
              Parsers.whole(A_SECOND, AN_HOUR),
              "Milliseconds between two reports of metrics.")
          .byDefault("60000");

  static final List<Setting<?>> ALL =
      List.of(ENDPOINT, HEADERS, PROTOCOL, TRACES, METRICS, SERVICE, ATTRIBUTES, INTERVAL);

  private TelemetryKeys() {}

  private static Optional<Map<String, String>> pairs(String text) {
    var pairs = new HashMap<String, String>();
    for (String word : text.split(",", -1)) {
      var pair = PAIR.matcher(word.strip());
      if (!pair.matches()) {
        return Optional.empty();
      }
      try {
        // A plus is a plus here, unlike in a form.
        String value =
            URLDecoder.decode(
                pair.group("value").strip().replace("+", "%2B"), StandardCharsets.UTF_8);
        if (value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
          return Optional.empty();
        }
        pairs.put(pair.group("name"), value);
      } catch (IllegalArgumentException wrong) {
        return Optional.empty();
      }
    }
    return Optional.of(pairs);
  }
}
