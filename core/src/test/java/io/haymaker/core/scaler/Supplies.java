package io.haymaker.core.scaler;

import io.haymaker.core.scaler.MessageSupply.Candidate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages that are written down, and counts of how far they were read. */
final class Supplies implements MessageSupply {
  static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");

  private final Map<String, List<Candidate>> waiting = new LinkedHashMap<>();
  private final Map<String, Integer> read = new HashMap<>();
  private final Map<String, Integer> handed = new HashMap<>();
  private final int page;

  Supplies(int page) {
    this.page = page;
  }

  /** Adds a good message without a past. */
  Supplies message(String subscription, String id) {
    return message(subscription, id, "100", History.NONE);
  }

  Supplies message(String subscription, String id, String size, History history) {
    List<Candidate> queue = waiting.computeIfAbsent(subscription, _ -> new ArrayList<>());
    queue.add(
        new Candidate(
            new WaitingMessage(
                subscription,
                queue.size() + 1,
                NOW,
                Optional.of(id).filter(text -> !text.isEmpty()),
                Optional.of(size)),
            history));
    return this;
  }

  List<String> subscriptions() {
    return List.copyOf(waiting.keySet());
  }

  /** How many messages of it were read from the bus. */
  int readOf(String subscription) {
    return read.getOrDefault(subscription, 0);
  }

  @Override
  public Optional<Candidate> next(String subscription, boolean further) {
    List<Candidate> queue = waiting.getOrDefault(subscription, List.of());
    int at = handed.getOrDefault(subscription, 0);
    if (at >= readOf(subscription)) {
      if (!further || at >= queue.size()) {
        return Optional.empty();
      }
      read.put(subscription, Math.min(queue.size(), at + page));
    }
    handed.put(subscription, at + 1);
    return Optional.of(queue.get(at));
  }
}
