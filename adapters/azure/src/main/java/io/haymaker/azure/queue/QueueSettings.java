package io.haymaker.azure.queue;

import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.resource.ResourceId;
import java.util.Optional;

/**
 * Which topic a scaler looks at, and how.
 *
 * @param connection by which messages are looked at; needs the right to listen
 * @param namespace its name, or its address where it is not under a cloud's own domain
 * @param topic whose subscriptions they are
 * @param group the resource group that has the namespace
 */
public record QueueSettings(
    BusConnection connection, String namespace, String topic, ResourceId group) {
  public static final String CONNECTION = "SB_CONNECTION_STR";
  public static final String TOPIC = "SB_TOPIC_NAME";

  public QueueSettings {
    if (namespace.isBlank() || topic.isBlank()) {
      throw new IllegalArgumentException("namespace and topic must not be empty");
    }
    if (!group.isGroup()) {
      throw new IllegalArgumentException("group must be a resource group, is " + group);
    }
    connection
        .entity()
        .filter(entity -> !entity.equals(topic))
        .ifPresent(
            other -> {
              throw new IllegalArgumentException(
                  "%s is for the entity '%s', %s says '%s'"
                      .formatted(CONNECTION, other, TOPIC, topic));
            });
  }

  /**
   * As the environment of a scaler says.
   *
   * @param connectionString {@code SB_CONNECTION_STR}
   * @param topic {@code SB_TOPIC_NAME}
   * @param namespace {@code SB_NAMESPACE}; else the connection string tells
   * @param subscriptionId {@code AZURE_SUBSCRIPTION_ID}
   * @param resourceGroup {@code AZURE_RESOURCE_GROUP}
   * @throws IllegalArgumentException naming the setting that is wrong, without its value if that is
   *     secret
   */
  public static QueueSettings of(
      SecretValue connectionString,
      String topic,
      Optional<String> namespace,
      String subscriptionId,
      String resourceGroup) {
    BusConnection connection;
    try {
      connection = BusConnection.of(connectionString);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(CONNECTION + " " + e.getMessage(), e);
    }
    return new QueueSettings(
        connection,
        namespace.filter(name -> !name.isBlank()).orElse(connection.address()),
        topic,
        ResourceId.group(subscriptionId, resourceGroup));
  }
}
