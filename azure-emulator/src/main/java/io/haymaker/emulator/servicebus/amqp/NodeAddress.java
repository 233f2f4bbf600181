package io.haymaker.emulator.servicebus.amqp;

import io.haymaker.emulator.servicebus.access.BusPaths;
import io.haymaker.emulator.servicebus.broker.QueueAddress;
import io.haymaker.emulator.servicebus.broker.TopicAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a link is attached to. Clients write it as a path (Java) or as a full URI (Python), in any
 * case.
 */
sealed interface NodeAddress {
  /** Where tokens are put. */
  record Cbs() implements NodeAddress {}

  /** The request-response node of an entity. */
  record Management(NodeAddress entity) implements NodeAddress {}

  /** A topic, to send to. */
  record TopicNode(TopicAddress topic) implements NodeAddress {}

  /** A subscription or its dead-letter queue, to receive from. */
  record QueueNode(QueueAddress queue) implements NodeAddress {}

  /** Nothing that can exist here. */
  record Unknown(String path) implements NodeAddress {}

  String DEAD_LETTER = "/$deadletterqueue";
  String MANAGEMENT = "/$management";

  /** Understands what a client wrote in a source or target. */
  static NodeAddress parse(String namespace, @Nullable String address) {
    String path = BusPaths.path(address);
    if (path.equals("$cbs")) {
      return new Cbs();
    }
    if (path.endsWith(MANAGEMENT)) {
      return new Management(
          entity(namespace, path.substring(0, path.length() - MANAGEMENT.length())));
    }
    return entity(namespace, path);
  }

  /** The entity's path, for who asks whether it may be used. */
  default Optional<String> entityPath() {
    return switch (this) {
      case Cbs ignored -> Optional.empty();
      case Unknown ignored -> Optional.empty();
      case Management management -> management.entity().entityPath();
      case TopicNode node -> Optional.of(node.topic().topic());
      case QueueNode node ->
          Optional.of(
              node.queue().subscription().topic().topic()
                  + "/subscriptions/"
                  + node.queue().subscription().name()
                  + (node.queue().deadLetter() ? DEAD_LETTER : ""));
    };
  }

  private static NodeAddress entity(String namespace, String path) {
    boolean dead = path.endsWith(DEAD_LETTER);
    String bare = dead ? path.substring(0, path.length() - DEAD_LETTER.length()) : path;
    String[] parts = bare.split("/subscriptions/", -1);
    if (bare.isEmpty() || parts.length > 2 || (dead && parts.length == 1)) {
      return new Unknown(path);
    }
    TopicAddress topic = new TopicAddress(namespace, parts[0]);
    return parts.length == 1
        ? new TopicNode(topic)
        : new QueueNode(new QueueAddress(topic.subscription(parts[1]), dead));
  }
}
