package io.haymaker.benchmarks.scaler;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.scaler.MessageQueues;
import io.haymaker.core.scaler.QueueDepth;
import io.haymaker.core.scaler.WaitingMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Subscriptions in which messages wait and nobody takes any. */
final class QuickQueues implements MessageQueues {
  private final Map<String, List<WaitingMessage>> waiting = new TreeMap<>();
  private final Calls calls;

  /**
   * @param messages in all, spread evenly
   */
  QuickQueues(Calls calls, int subscriptions, int messages, Instant now) {
    this.calls = calls;
    for (int i = 0; i < subscriptions; i++) {
      waiting.put(name(i), new ArrayList<>());
    }
    for (int i = 0; i < messages; i++) {
      String subscription = name(i % subscriptions);
      waiting
          .computeIfAbsent(subscription, _ -> new ArrayList<>())
          .add(
              new WaitingMessage(
                  subscription,
                  i / subscriptions + 1,
                  now,
                  Optional.of("message-" + i),
                  Optional.of("100")));
    }
  }

  private static String name(int subscription) {
    return "subscription-%02d".formatted(subscription);
  }

  @Override
  public Listing<QueueDepth> subscriptions() {
    calls.made("list subscriptions");
    return Listing.complete(
        waiting.entrySet().stream()
            .map(one -> new QueueDepth(one.getKey(), OptionalLong.of(one.getValue().size())))
            .toList());
  }

  /** Places are numbered from 1 without gaps. */
  @Override
  public Look<List<WaitingMessage>> peek(String subscription, long fromSequenceNumber, int most) {
    calls.made("peek");
    List<WaitingMessage> all = waiting.getOrDefault(subscription, List.of());
    int from = Math.clamp(fromSequenceNumber - 1, 0, all.size());
    return Look.found(List.copyOf(all.subList(from, Math.min(all.size(), from + most))));
  }
}
