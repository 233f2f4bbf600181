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
 */
public record TelemetrySettings(
    Optional<URI> traces,
    Optional<URI> metrics,
    Map<String, SecretValue> headers,
    String service,
    Map<String, String> attributes,
    Duration interval) {
  public TelemetrySettings {
    headers = Map.copyOf(headers);
    attributes = Map.copyOf(attributes);
    if (!interval.isPositive()) {
      throw new IllegalArgumentException("the interval must be longer than zero: " + interval);
    }
  }
}
