package io.haymaker.testkit.store;

import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.ClaimStore;
import io.haymaker.core.scaler.History;
import io.haymaker.core.scaler.MessageKey;
import io.haymaker.core.scaler.ScalerName;
import java.util.ArrayList;
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
  private final Map<ScalerName, Map<MessageKey, Claim>> live = new HashMap<>();
  private final Map<ScalerName, Map<MessageKey, List<Ended>>> past = new HashMap<>();
  private final Map<ContainerName, Claim.End> noted = new HashMap<>();
  private final Map<ScalerName, Memory> memories = new HashMap<>();

  InMemoryClaimStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  private Map<MessageKey, Claim> liveOf(ScalerName scaler) {
    return live.computeIfAbsent(scaler, _ -> new LinkedHashMap<>());
  }

  private Map<MessageKey, List<Ended>> pastOf(ScalerName scaler) {
    return past.computeIfAbsent(scaler, _ -> new LinkedHashMap<>());
  }

  /** The live claim of that container. */
  private Optional<Claim> known(Claim claim) {
    return Optional.ofNullable(liveOf(claim.scaler()).get(claim.key()))
        .filter(one -> one.container().equals(claim.container()));
  }

  @Override
  public List<Boolean> claim(List<Claim> claims, int most) {
    return transactions.call(() -> claims.stream().map(claim -> claimed(claim, most)).toList());
  }

  private boolean claimed(Claim claim, int most) {
    return transactions.call(
        () -> {
          Map<MessageKey, Claim> others = liveOf(claim.scaler());
          boolean free =
              others.size() < most
                  && !others.containsKey(claim.key())
                  && pastOf(claim.scaler()).getOrDefault(claim.key(), List.of()).stream()
                      .noneMatch(one -> one.claim().attempt() == claim.attempt());
          if (free) {
            transactions.put(others, claim.key(), claim);
          }
          return free;
        });
  }

  @Override
  public boolean launched(Claim claim) {
    return transactions.call(
        () -> {
          Optional<Claim> before = known(claim).filter(one -> one.launchedAt().isEmpty());
          before.ifPresent(_ -> transactions.put(liveOf(claim.scaler()), claim.key(), claim));
          return before.isPresent();
        });
  }

  @Override
  public boolean began(Claim claim) {
    return transactions.call(
        () -> {
          Optional<Claim> before = known(claim).filter(one -> one.beganAt().isEmpty());
          before.ifPresent(
              one ->
                  transactions.put(
                      liveOf(claim.scaler()),
                      claim.key(),
                      one.began(claim.beganAt().orElseThrow())));
          return before.isPresent();
        });
  }

  @Override
  public void withdraw(Claim claim) {
    transactions.run(
        () ->
            known(claim)
                .filter(one -> one.launchedAt().isEmpty())
                .filter(one -> one.claimedAt().equals(claim.claimedAt()))
                .ifPresent(_ -> transactions.remove(liveOf(claim.scaler()), claim.key())));
  }

  @Override
  public void note(Claim claim, Claim.End end, boolean read) {
    transactions.run(
        () ->
            known(claim)
                .filter(one -> read || !noted.containsKey(one.container()))
                .ifPresent(one -> transactions.put(noted, one.container(), end)));
  }

  @Override
  public Optional<Claim.End> end(Claim claim, Claim.End end) {
    return transactions.call(
        () ->
            known(claim)
                .map(
                    one -> {
                      Claim.End note = noted.getOrDefault(one.container(), end);
                      var kept = new Claim.End(end.at(), note.how(), note.reason(), note.log());
                      transactions.remove(liveOf(one.scaler()), one.key());
                      transactions.remove(noted, one.container());
                      Map<MessageKey, List<Ended>> ended = pastOf(one.scaler());
                      var all = new ArrayList<>(ended.getOrDefault(one.key(), List.of()));
                      all.add(new Ended(one, kept));
                      transactions.put(ended, one.key(), all);
                      return kept;
                    }));
  }

  @Override
  public List<Claim> live(ScalerName scaler) {
    return transactions.call(
        () ->
            liveOf(scaler).values().stream()
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
            History history = History.NONE;
            for (Ended one : pastOf(scaler).getOrDefault(key, List.of())) {
              history = history.and(attempt(one.claim(), Optional.of(one.end())));
            }
            Claim now = liveOf(scaler).get(key);
            if (now != null) {
              history = history.and(attempt(now, Optional.empty()));
            }
            if (history.attempts() > 0) {
              histories.put(key, history);
            }
          }
          return histories;
        });
  }

  private static History attempt(Claim claim, Optional<Claim.End> end) {
    return new History(
        1,
        Map.of(claim.sequenceNumber(), 1),
        end.map(Claim.End::at),
        end.isPresent() ? Optional.empty() : Optional.of(claim.container().value()));
  }

  @Override
  public List<Ended> ended(ScalerName scaler, int limit) {
    return transactions.call(
        () ->
            pastOf(scaler).values().stream()
                .flatMap(List::stream)
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
    transactions.run(() -> keep(scaler, memory, memory(scaler).paused()));
  }

  @Override
  public void pause(ScalerName scaler, boolean paused) {
    transactions.run(() -> keep(scaler, memory(scaler), paused));
  }

  private void keep(ScalerName scaler, Memory memory, boolean paused) {
    transactions.put(
        memories, scaler, new Memory(memory.lastServed(), memory.hold(), memory.holds(), paused));
  }
}
