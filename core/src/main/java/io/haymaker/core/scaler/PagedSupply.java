package io.haymaker.core.scaler;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Messages read from the bus page by page, each page with what was tried for its messages. */
final class PagedSupply implements MessageSupply {
  private final MessageQueues queues;
  private final int page;
  private final Function<List<MessageKey>, Map<MessageKey, History>> histories;
  private final Map<String, Reading> readings = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param histories what was tried for messages; asked once for each page
   */
  PagedSupply(
      MessageQueues queues,
      int page,
      Function<List<MessageKey>, Map<MessageKey, History>> histories) {
    this.queues = queues;
    this.page = page;
    this.histories = histories;
  }

  /** How far a subscription was read. */
  private static final class Reading {
    final Deque<Candidate> read = new ArrayDeque<>();
    long next;
    boolean over;
  }

  /** The subscriptions that could not be read; nothing is known of what waits there. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  @Override
  public Optional<Candidate> next(String subscription, boolean further) {
    Reading reading = readings.computeIfAbsent(subscription, _ -> new Reading());
    if (reading.read.isEmpty() && further && !reading.over) {
      read(subscription, reading);
    }
    return Optional.ofNullable(reading.read.poll());
  }

  private void read(String subscription, Reading reading) {
    switch (queues.peek(subscription, reading.next, page)) {
      case Look.Found<List<WaitingMessage>>(List<WaitingMessage> messages) ->
          add(messages, reading);
      case Look.Absent<List<WaitingMessage>> _ -> reading.over = true;
      case Look.CouldNotLook<List<WaitingMessage>>(Problem problem) -> {
        problems.add(problem.at("subscription " + subscription));
        reading.over = true;
      }
    }
  }

  private void add(List<WaitingMessage> messages, Reading reading) {
    if (messages.isEmpty()) {
      reading.over = true;
      return;
    }
    Map<MessageKey, History> known =
        histories.apply(messages.stream().flatMap(message -> message.key().stream()).toList());
    for (WaitingMessage message : messages) {
      History history =
          message.key().map(key -> known.getOrDefault(key, History.NONE)).orElse(History.NONE);
      reading.read.add(new Candidate(message, history));
    }
    reading.next = messages.getLast().sequenceNumber() + 1;
  }
}
