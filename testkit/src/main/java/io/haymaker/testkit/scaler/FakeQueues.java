package io.haymaker.testkit.scaler;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.scaler.MessageQueues;
import io.haymaker.core.scaler.QueueDepth;
import io.haymaker.core.scaler.WaitingMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** The subscriptions of a topic in memory; counts what it is asked. */
public final class FakeQueues implements MessageQueues {
  private static final Problem AWAY = new Problem("BusAway", "away by the script");

  private final Clock clock;
  private final Map<String, NavigableMap<Long, WaitingMessage>> subscriptions = new TreeMap<>();
  private final Set<String> unreadable = new HashSet<>();
  private boolean listingFails;
  private boolean isAway;
  private long lastNumber;
  private int calls;
  private final List<Integer> pages = new ArrayList<>();

  public FakeQueues(Clock clock) {
    this.clock = clock;
  }

  /** Makes a subscription in which nothing waits. */
  public synchronized void subscription(String name) {
    waitingIn(name);
  }

  /** Sends a message to a subscription; on return it waits there. */
  public synchronized WaitingMessage send(String subscription, String id, String fileSize) {
    var message =
        new WaitingMessage(
            subscription,
            ++lastNumber,
            clock.instant(),
            Optional.of(id).filter(text -> !text.isEmpty()),
            Optional.of(fileSize).filter(text -> !text.isEmpty()));
    waitingIn(subscription).put(message.sequenceNumber(), message);
    return message;
  }

  /** Somebody settles it. */
  public synchronized void settle(WaitingMessage message) {
    waitingIn(message.subscription()).remove(message.sequenceNumber());
  }

  /** It is there again, at its own place, as if it had never been settled. */
  public synchronized void restore(WaitingMessage message) {
    waitingIn(message.subscription()).put(message.sequenceNumber(), message);
  }

  private NavigableMap<Long, WaitingMessage> waitingIn(String subscription) {
    return subscriptions.computeIfAbsent(subscription, _ -> new TreeMap<>());
  }

  /** From now on a subscription can be read, or cannot. */
  public synchronized void readable(String subscription, boolean can) {
    if (can) {
      unreadable.remove(subscription);
    } else {
      unreadable.add(subscription);
    }
  }

  /** From now on subscriptions can be listed, or cannot. */
  public synchronized void listable(boolean can) {
    listingFails = !can;
  }

  /** From now on the bus can be reached, or cannot; subscriptions are listed elsewhere. */
  public synchronized void reachable(boolean can) {
    isAway = !can;
  }

  /** The names of the subscriptions, whether they can be listed or not. */
  public synchronized List<String> names() {
    return List.copyOf(subscriptions.keySet());
  }

  /** How often it was asked since the last time that this was called. */
  public synchronized int calls() {
    int before = calls;
    calls = 0;
    return before;
  }

  /** How many messages each peek asked for since the last time that this was called, in order. */
  public synchronized List<Integer> pages() {
    List<Integer> before = List.copyOf(pages);
    pages.clear();
    return before;
  }

  @Override
  public synchronized Listing<QueueDepth> subscriptions() {
    calls++;
    return listingFails
        ? new Listing.CouldNotLook<>(AWAY)
        : Listing.complete(
            subscriptions.entrySet().stream()
                .map(one -> new QueueDepth(one.getKey(), OptionalLong.of(one.getValue().size())))
                .toList());
  }

  @Override
  public synchronized Look<List<WaitingMessage>> peek(
      String subscription, long fromSequenceNumber, int most) {
    calls++;
    pages.add(most);
    if (isAway || unreadable.contains(subscription)) {
      return new Look.CouldNotLook<>(AWAY);
    }
    NavigableMap<Long, WaitingMessage> waiting = subscriptions.get(subscription);
    return waiting == null
        ? Look.absent()
        : Look.found(
            waiting.tailMap(fromSequenceNumber, true).values().stream().limit(most).toList());
  }
}
