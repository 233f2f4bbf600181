package io.haymaker.core.scaler;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out which of the places of a subscription are empty, with as few peeks as there are gaps: a
 * peek from one place on tells of all places up to the last message that it shows.
 */
final class MessageCensus {
  private final MessageQueues queues;
  private final int page;

  MessageCensus(MessageQueues queues, int page) {
    this.queues = queues;
    this.page = page;
  }

  /** Those of the places at which no message is; could not look when that is unknown of any. */
  Look<Set<Long>> gone(String subscription, Set<Long> places) {
    var unknown = new TreeSet<>(places);
    var gone = new HashSet<Long>();
    while (!unknown.isEmpty()) {
      long from = unknown.first();
      switch (queues.peek(subscription, from, page)) {
        case Look.Found<List<WaitingMessage>>(List<WaitingMessage> shown) -> {
          Set<Long> there =
              new HashSet<>(shown.stream().map(WaitingMessage::sequenceNumber).toList());
          long upTo = shown.isEmpty() ? Long.MAX_VALUE : shown.getLast().sequenceNumber();
          Set<Long> told = unknown.headSet(upTo, true);
          told.stream().filter(place -> !there.contains(place)).forEach(gone::add);
          told.clear();
        }
        // With the subscription all its messages have gone.
        case Look.Absent<List<WaitingMessage>> _ -> {
          gone.addAll(unknown);
          unknown.clear();
        }
        case Look.CouldNotLook<List<WaitingMessage>>(Problem problem) -> {
          return new Look.CouldNotLook<>(problem);
        }
      }
    }
    return Look.found(gone);
  }
}
