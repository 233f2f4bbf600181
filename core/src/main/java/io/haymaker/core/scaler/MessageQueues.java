package io.haymaker.core.scaler;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import java.util.List;

/**
 * The subscriptions of one topic, looked at without taking, locking or settling anything. Safe for
 * many threads.
 */
public interface MessageQueues {

  /** The subscriptions, in the order of their names, and how much waits in each. */
  Listing<QueueDepth> subscriptions();

  /**
   * What waits in a subscription from a place on, in order. Locked messages are among it: whoever
   * works on one has it locked.
   *
   * @param fromSequenceNumber 0 for the beginning
   * @param most how many at most, 1 or more; fewer come also when more wait
   * @return none only when nothing waits from there on
   */
  Look<List<WaitingMessage>> peek(String subscription, long fromSequenceNumber, int most);

  /** One message, by its own place: absent when it has gone. */
  default Look<WaitingMessage> find(String subscription, long sequenceNumber) {
    return peek(subscription, sequenceNumber, 1)
        .then(
            found ->
                found.stream()
                    .filter(message -> message.sequenceNumber() == sequenceNumber)
                    .findFirst()
                    .map(Look::found)
                    .orElseGet(Look::absent));
  }
}
