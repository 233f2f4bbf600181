package io.haymaker.core.scaler;

/**
 * What makes a message one: the same message of a topic waits once in each of its subscriptions.
 *
 * @param subscription name of the subscription
 * @param messageId as its sender gave it
 */
public record MessageKey(String subscription, String messageId) {
  public MessageKey {
    if (subscription.isBlank()) {
      throw new IllegalArgumentException("subscription is empty");
    }
    if (messageId.isBlank()) {
      throw new IllegalArgumentException("message id is empty");
    }
  }

  @Override
  public String toString() {
    return subscription + "/" + messageId;
  }
}
