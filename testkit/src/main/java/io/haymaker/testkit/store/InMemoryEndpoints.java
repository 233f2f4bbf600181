package io.haymaker.testkit.store;

import io.haymaker.core.endpoint.Endpoint;
import io.haymaker.core.endpoint.EndpointStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Endpoints in a map. */
final class InMemoryEndpoints implements EndpointStore {
  private final InMemoryTransactions transactions;
  private final Map<String, Endpoint> endpoints = new HashMap<>();

  InMemoryEndpoints(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void put(Endpoint endpoint) {
    transactions.run(() -> transactions.put(endpoints, endpoint.id(), endpoint));
  }

  @Override
  public List<Endpoint> all() {
    return transactions.call(
        () -> endpoints.values().stream().sorted(Comparator.comparing(Endpoint::id)).toList());
  }

  @Override
  public Optional<Endpoint> find(String id) {
    return transactions.call(() -> Optional.ofNullable(endpoints.get(id)));
  }

  @Override
  public Optional<Endpoint> setStatus(String id, Endpoint.Status status, Instant at) {
    return transactions.call(
        () -> {
          Optional<Endpoint> changed =
              find(id)
                  .map(
                      old ->
                          new Endpoint(
                              old.id(),
                              old.imageId(),
                              old.host(),
                              old.port(),
                              old.caps(),
                              status,
                              status == Endpoint.Status.UP ? at : old.lastHeartbeat()));
          changed.ifPresent(this::put);
          return changed;
        });
  }

  @Override
  public boolean remove(String id) {
    return transactions.call(
        () -> {
          boolean there = endpoints.containsKey(id);
          transactions.remove(endpoints, id);
          return there;
        });
  }
}
