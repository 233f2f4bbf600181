package io.haymaker.azure.event;

import io.haymaker.core.identity.SecretValue;
import java.time.Duration;
import java.util.Optional;

/**
 * Which bus, and how it is read.
 *
 * @param namespace {@code name.servicebus.windows.net}, or {@code host:port} of a bus elsewhere
 *     that speaks AMQP over TLS
 * @param topic where agents send to
 * @param subscription what we read
 * @param maxWait how long one receive waits for messages, above zero
 * @param batchSize messages in one batch of a publisher, 1 to 4500
 * @param connectionString instead of our own login, for local work only
 */
public record BusSettings(
    String namespace,
    String topic,
    String subscription,
    Duration maxWait,
    int batchSize,
    Optional<SecretValue> connectionString) {

  public BusSettings {
    if (namespace.isBlank() || topic.isBlank() || subscription.isBlank()) {
      throw new IllegalArgumentException("namespace, topic and subscription must not be empty");
    }
    if (namespace.contains("/")) {
      throw new IllegalArgumentException(
          "namespace must be a host name, with a port if need be, is " + namespace);
    }
    if (maxWait.isNegative() || maxWait.isZero()) {
      throw new IllegalArgumentException("maxWait must be above zero, is " + maxWait);
    }
    if (batchSize < 1 || batchSize > 4500) {
      throw new IllegalArgumentException("batchSize must be 1 to 4500, is " + batchSize);
    }
  }

  /** The names of the specification, 5 s and batches of 100, with our own login. */
  public static BusSettings standard(String namespace) {
    return new BusSettings(
        namespace, "agent-logs", "orchestrator-sub", Duration.ofSeconds(5), 100, Optional.empty());
  }

  /** The same with a connection string in place of our login. */
  public BusSettings with(SecretValue connection) {
    return new BusSettings(
        namespace, topic, subscription, maxWait, batchSize, Optional.of(connection));
  }

  /** The same with another wait. */
  public BusSettings withMaxWait(Duration other) {
    return new BusSettings(namespace, topic, subscription, other, batchSize, connectionString);
  }
}
