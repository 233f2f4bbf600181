package io.haymaker.emulator.servicebus;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.servicebus.broker.SubscriptionSettings;
import io.haymaker.emulator.servicebus.broker.TopicSettings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The properties of topics, subscriptions and rules: defaults, checks, and what they mean. */
final class EntityProperties {
  /** What the service calls for ever: the longest time span of .NET. */
  private static final String FOR_EVER = "P10675199DT2H48M5.4775807S";

  /** Longer lives than this are for ever; spares the arithmetic of absurd dates. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private EntityProperties() {}

  static void completeTopic(ObjectNode properties) {
    refuse(properties, "requiresDuplicateDetection");
    refuse(properties, "enablePartitioning");
    defaults(properties, "defaultMessageTimeToLive", FOR_EVER);
    if (!properties.has("maxSizeInMegabytes")) {
      properties.put("maxSizeInMegabytes", 1024);
    }
    topic(properties);
  }

  static void completeSubscription(ObjectNode properties) {
    refuse(properties, "requiresSession");
    for (String forward : List.of("forwardTo", "forwardDeadLetteredMessagesTo")) {
      if (!Json.string(properties, forward).orElse("").isEmpty()) {
        throw unsupported(forward);
      }
    }
    defaults(properties, "defaultMessageTimeToLive", FOR_EVER);
    defaults(properties, "lockDuration", "PT1M");
    if (!properties.has("maxDeliveryCount")) {
      properties.put("maxDeliveryCount", 10);
    }
    if (!properties.has("deadLetteringOnMessageExpiration")) {
      properties.put("deadLetteringOnMessageExpiration", false);
    }
    subscription(properties);
  }

  static void checkRights(ObjectNode properties) {
    JsonNode rights = properties.path("rights");
    if (!rights.isArray() || rights.isEmpty()) {
      throw new Refused(400, "BadRequest", "A rule needs rights: Listen, Send or Manage.");
    }
    for (JsonNode right : rights) {
      if (!List.of("Listen", "Send", "Manage").contains(right.asString(""))) {
        throw new Refused(400, "BadRequest", "A right is Listen, Send or Manage.");
      }
    }
  }

  static TopicSettings topic(ObjectNode properties) {
    return new TopicSettings(life(properties));
  }

  static SubscriptionSettings subscription(ObjectNode properties) {
    try {
      return new SubscriptionSettings(
          duration(properties, "lockDuration"),
          properties.path("maxDeliveryCount").asInt(0),
          life(properties),
          properties.path("deadLetteringOnMessageExpiration").asBoolean(false));
    } catch (IllegalArgumentException e) {
      throw new Refused(400, "BadRequest", "The subscription is not valid: " + e.getMessage());
    }
  }

  private static Optional<Duration> life(ObjectNode properties) {
    Duration life = duration(properties, "defaultMessageTimeToLive");
    return life.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(life);
  }

  private static Duration duration(ObjectNode properties, String name) {
    try {
      return Duration.parse(Json.string(properties, name).orElse(""));
    } catch (DateTimeParseException e) {
      throw new Refused(400, "BadRequest", name + " must be an ISO 8601 duration such as PT30S.");
    }
  }

  private static void defaults(ObjectNode properties, String name, String value) {
    if (Json.string(properties, name).isEmpty()) {
      properties.put(name, value);
    }
  }

  private static void refuse(ObjectNode properties, String flag) {
    if (properties.path(flag).asBoolean(false)) {
      throw unsupported(flag);
    }
  }

  private static Refused unsupported(String what) {
    return new Refused(400, "BadRequest", what + " is not part of the emulator's bus.");
  }
}
