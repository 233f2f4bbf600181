package io.haymaker.testkit.store;

import io.haymaker.core.watch.ContainerEvent;
import io.haymaker.core.watch.ContainerHistory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events of containers in a map. */
final class InMemoryContainerHistory implements ContainerHistory {
  private final InMemoryTransactions transactions;
  private final Map<Key, Numbered> events = new LinkedHashMap<>();
  private long last;

  private record Key(String container, String event, Instant at) {}

  InMemoryContainerHistory(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public int enter(List<ContainerEvent> entered) {
    return transactions.call(
        () -> {
          int added = 0;
          for (ContainerEvent event : entered) {
            Instant at = event.at().truncatedTo(ChronoUnit.MICROS);
            var key = new Key(event.containerId(), event.event(), at);
            if (!events.containsKey(key)) {
              var kept =
                  new ContainerEvent(
                      event.image(),
                      event.containerId(),
                      event.name(),
                      event.host(),
                      event.ports(),
                      event.status(),
                      event.event(),
                      at);
              transactions.put(events, key, new Numbered(++last, kept));
              added++;
            }
          }
          return added;
        });
  }

  @Override
  public Optional<Instant> latest(String host) {
    return transactions.call(
        () ->
            events.values().stream()
                .map(Numbered::event)
                .filter(event -> event.host().equals(host))
                .map(ContainerEvent::at)
                .max(Instant::compareTo));
  }

  @Override
  public List<ContainerEvent> present(String host) {
    return transactions.call(
        () -> {
          var last = new LinkedHashMap<String, ContainerEvent>();
          events.values().stream()
              .map(Numbered::event)
              .filter(event -> event.host().equals(host))
              .sorted(Comparator.comparing(ContainerEvent::at))
              .forEach(event -> last.put(event.containerId(), event));
          return last.values().stream().filter(event -> !event.event().equals("remove")).toList();
        });
  }

  @Override
  public List<Numbered> find(Query query) {
    return transactions.call(
        () ->
            events.values().stream()
                .filter(one -> one.number() > query.after())
                .filter(one -> isAskedFor(one.event(), query))
                .limit(query.limit())
                .toList());
  }

  private static boolean isAskedFor(ContainerEvent event, Query query) {
    return query.container().filter(id -> !event.containerId().equals(id)).isEmpty()
        && query.since().filter(event.at()::isBefore).isEmpty();
  }
}
