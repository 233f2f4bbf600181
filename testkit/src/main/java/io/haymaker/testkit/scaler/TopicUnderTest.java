package io.haymaker.testkit.scaler;

import io.haymaker.core.scaler.MessageQueues;
import java.util.Optional;

/** A topic of its own for a test, with the others who work on it. */
public interface TopicUnderTest {

  /** What is tested. */
  MessageQueues queues();

  /** Makes a subscription; on return messages arrive in it. */
  void subscription(String name);

  /**
   * Sends a message to the topic; on return it waits in every subscription.
   *
   * @param fileSize the property {@code file_size_mb}, of the type that it has
   */
  void send(Optional<String> id, Optional<Object> fileSize);

  /** Somebody receives a subscription's first message under a lock, and keeps it locked. */
  void lockFirst(String subscription);

  /** Somebody receives a subscription's first message and settles it. */
  void settleFirst(String subscription);

  /** From now on subscriptions can be listed, or cannot. */
  void listable(boolean can);

  /** From now on the bus itself can be reached, or cannot. */
  void reachable(boolean can);
}
