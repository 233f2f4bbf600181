package io.haymaker.testkit.store;

import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.ClaimStore;
import io.haymaker.core.scaler.History;
import io.haymaker.core.scaler.MessageKey;
import io.haymaker.core.scaler.ScalerName;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Claims in maps. */
final class InMemoryClaimStore implements ClaimStore {
  private final InMemoryTransactions transactions;
  private final Map<ContainerName, Claim> live = new LinkedHashMap<>();
  private final Map<ContainerName, Ended> ended = new LinkedHashMap<>();
  private final Map<ScalerName, Memory> memories = new HashMap<>();

  InMemoryClaimStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean claim(Claim claim) {
    return transactions.call(
        () -> {
          boolean taken =
              ended.containsKey(claim.container())
                  || live(claim.scaler()).stream().anyMatch(one -> one.key().equals(claim.key()));
          if (!taken) {
            transactions.put(live, claim.container(), claim);
          }
          return !taken;
        });
  }

  @Override
  public void launched(Claim claim) {
    transactions.run(
        () -> {
          if (live.containsKey(claim.container())) {
            transactions.put(live, claim.container(), claim);
          }
        });
  }

  @Override
  public void withdraw(Claim claim) {
    transactions.run(() -> transactions.remove(live, claim.container()));
  }

  @Override
  public void end(Claim claim, Claim.End end) {
    transactions.run(
        () -> {
          Claim known = live.get(claim.container());
          if (known != null) {
            transactions.remove(live, claim.container());
            transactions.put(ended, claim.container(), new Ended(known, end));
          }
        });
  }

  @Override
  public List<Claim> live(ScalerName scaler) {
    return transactions.call(
        () ->
            live.values().stream()
                .filter(claim -> claim.scaler().equals(scaler))
                .sorted(
                    Comparator.comparing(Claim::claimedAt)
                        .thenComparing(claim -> claim.container().value()))
                .toList());
  }

  @Override
  public Map<MessageKey, History> histories(ScalerName scaler, Collection<MessageKey> keys) {
    return transactions.call(
        () -> {
          var histories = new HashMap<MessageKey, History>();
          for (MessageKey key : keys) {
            List<Ended> past =
                ended.values().stream()
                    .filter(one -> one.claim().scaler().equals(scaler))
                    .filter(one -> one.claim().key().equals(key))
                    .toList();
            Optional<Claim> now =
                live(scaler).stream().filter(claim -> claim.key().equals(key)).findFirst();
            int attempts = past.size() + (now.isPresent() ? 1 : 0);
            if (attempts > 0) {
              histories.put(
                  key,
                  new History(
                      attempts,
                      past.stream()
                          .map(one -> one.end().at())
                          .max(Comparator.<Instant>naturalOrder()),
                      now.map(claim -> claim.container().value())));
            }
          }
          return histories;
        });
  }

  @Override
  public List<Ended> ended(ScalerName scaler, int limit) {
    return transactions.call(
        () ->
            ended.values().stream()
                .filter(one -> one.claim().scaler().equals(scaler))
                .sorted(
                    Comparator.comparing((Ended one) -> one.end().at())
                        .reversed()
                        .thenComparing(one -> one.claim().container().value()))
                .limit(limit)
                .toList());
  }

  @Override
  public Memory memory(ScalerName scaler) {
    return transactions.call(() -> memories.getOrDefault(scaler, Memory.NONE));
  }

  @Override
  public void remember(ScalerName scaler, Memory memory) {
    transactions.run(() -> transactions.put(memories, scaler, memory));
  }
}
