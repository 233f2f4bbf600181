package io.haymaker.core.scaler;

import io.haymaker.core.concurrent.SideBySide;
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
import java.util.stream.Stream;

/**
 * Messages read from the bus page by page, each page with what was tried for its messages. When one
 * subscription has to be read, those whose turn comes next are read beside it, if they have to be,
 * too: so that a pass does not wait for one after the other.
 */
final class PagedSupply implements MessageSupply {
  private final MessageQueues queues;
  private final int page;
  private final List<String> order;
  private final int width;
  private final Function<List<MessageKey>, Map<MessageKey, History>> histories;
  private final Map<String, Reading> readings = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param order in which subscriptions have their turns
   * @param width how many are read at once, 1 or more
   * @param histories what was tried for messages; asked once for all that is read at once
   */
  PagedSupply(
      MessageQueues queues,
      int page,
      List<String> order,
      int width,
      Function<List<MessageKey>, Map<MessageKey, History>> histories) {
    this.queues = queues;
    this.page = page;
    this.order = List.copyOf(order);
    this.width = width;
    this.histories = histories;
  }

  /** How far a subscription was read. */
  private static final class Reading {
    final Deque<Candidate> read = new ArrayDeque<>();
    long next;
    long messages;
    boolean over;
    boolean failed;

    /** Whether there may be more, and nothing of it is read. */
    boolean isDry() {
      return read.isEmpty() && !over;
    }

    void add(List<WaitingMessage> messages, Map<MessageKey, History> known) {
      if (messages.isEmpty()) {
        over = true;
        return;
      }
      for (WaitingMessage message : messages) {
        History history =
            message.key().map(key -> known.getOrDefault(key, History.NONE)).orElse(History.NONE);
        read.add(new Candidate(message, history));
      }
      this.messages += messages.size();
      next = messages.getLast().sequenceNumber() + 1;
    }
  }

  /** The subscriptions that could not be read; nothing is known of what waits there. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** So many messages, as the bus counts them, were not read; 0 where it tells none. */
  long unread(QueueDepth depth) {
    Reading reading = reading(depth.subscription());
    return reading.over && !reading.failed
        ? 0
        : Math.max(0, depth.messages().orElse(0) - reading.messages);
  }

  @Override
  public Optional<Candidate> next(String subscription, boolean further) {
    Reading reading = reading(subscription);
    if (further && reading.isDry()) {
      read(subscription);
    }
    return Optional.ofNullable(reading.read.poll());
  }

  private Reading reading(String subscription) {
    return readings.computeIfAbsent(subscription, _ -> new Reading());
  }

  /** Where a subscription is to be read on. */
  private record From(String subscription, long place) {}

  /** Reads on in this subscription, and in those next in turn that have nothing left either. */
  private void read(String subscription) {
    int place = Math.max(0, order.indexOf(subscription));
    List<String> dry =
        Stream.of(
                List.of(subscription),
                order.subList(Math.min(place + 1, order.size()), order.size()),
                order.subList(0, place))
            .flatMap(List::stream)
            .distinct()
            .filter(name -> reading(name).isDry())
            .limit(width)
            .toList();
    List<From> places = dry.stream().map(name -> new From(name, reading(name).next)).toList();
    List<Look<List<WaitingMessage>>> pages =
        new SideBySide(width)
            .map(places, from -> queues.peek(from.subscription(), from.place(), page));
    List<MessageKey> keys =
        pages.stream()
            .flatMap(
                look ->
                    look instanceof Look.Found<List<WaitingMessage>>(List<WaitingMessage> found)
                        ? found.stream()
                        : Stream.empty())
            .flatMap(message -> message.key().stream())
            .toList();
    Map<MessageKey, History> known = keys.isEmpty() ? Map.of() : histories.apply(keys);
    for (int i = 0; i < dry.size(); i++) {
      add(dry.get(i), pages.get(i), known);
    }
  }

  private void add(
      String subscription, Look<List<WaitingMessage>> look, Map<MessageKey, History> known) {
    Reading reading = reading(subscription);
    switch (look) {
      case Look.Found<List<WaitingMessage>>(List<WaitingMessage> messages) ->
          reading.add(messages, known);
      case Look.Absent<List<WaitingMessage>> _ -> reading.over = true;
      case Look.CouldNotLook<List<WaitingMessage>>(Problem problem) -> {
        problems.add(problem.at("subscription " + subscription));
        reading.over = true;
        reading.failed = true;
      }
    }
  }
}
