package io.haymaker.server.telemetry;

import io.haymaker.core.identity.SecretValue;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where traces and metrics go, and under which name.
 *
 * @param traces where spans are sent to, the whole URL; empty = nowhere
 * @param metrics where metrics are sent to, the whole URL; empty = nowhere
 * @param headers sent with each request
 * @param service the name that the collector knows us by
 * @param attributes what else is said of this process
 * @param interval between two reports of metrics
 * @param patience how long the collector has to answer, and half of it to be reached
 */
public record TelemetrySettings(
    Optional<URI> traces,
    Optional<URI> metrics,
    Map<String, SecretValue> headers,
    String service,
    Map<String, String> attributes,
    Duration interval,
    Duration patience) {
  public TelemetrySettings {
    headers = Map.copyOf(headers);
    attributes = Map.copyOf(attributes);
    if (!interval.isPositive()) {
      throw new IllegalArgumentException("the interval must be longer than zero: " + interval);
    }
    if (patience.compareTo(Duration.ofMillis(2)) < 0) {
      throw new IllegalArgumentException("the patience must be two milliseconds: " + patience);
    }
  }

  /** With a patience of two seconds. */
  public TelemetrySettings(
      Optional<URI> traces,
      Optional<URI> metrics,
      Map<String, SecretValue> headers,
      String service,
      Map<String, String> attributes,
      Duration interval) {
    this(traces, metrics, headers, service, attributes, interval, Duration.ofSeconds(2));
  }
}
