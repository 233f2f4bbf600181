package io.haymaker.testkit.store;

import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.replica.DesiredImage;
import io.haymaker.core.replica.Intent;
import io.haymaker.core.replica.ReplicaStore;
import io.haymaker.core.replica.Setback;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is wanted of managed containers, in maps. */
final class InMemoryReplicaStore implements ReplicaStore {
  private final InMemoryTransactions transactions;
  private final Map<String, DesiredImage> images = new TreeMap<>();
  private final Map<InstanceId, Intent> intents = new HashMap<>();
  private final Map<String, Setback> setbacks = new TreeMap<>();

  InMemoryReplicaStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  /** There is one transaction at a time anyway. */
  @Override
  public void lock() {
    transactions.requireOpen();
  }

  @Override
  public List<DesiredImage> images() {
    return transactions.call(() -> List.copyOf(images.values()));
  }

  @Override
  public Optional<DesiredImage> image(String image) {
    return transactions.call(() -> Optional.ofNullable(images.get(image)));
  }

  @Override
  public void put(DesiredImage image) {
    transactions.run(() -> transactions.put(images, image.image(), image));
  }

  @Override
  public void forget(String image) {
    transactions.run(() -> transactions.remove(images, image));
  }

  @Override
  public List<Intent> intents() {
    return transactions.call(() -> List.copyOf(intents.values()));
  }

  @Override
  public void put(Intent intent) {
    transactions.run(() -> transactions.put(intents, intent.id(), intent));
  }

  @Override
  public void drop(InstanceId id) {
    transactions.run(() -> transactions.remove(intents, id));
  }

  @Override
  public List<Setback> setbacks() {
    return transactions.call(() -> List.copyOf(setbacks.values()));
  }

  @Override
  public void put(Setback setback) {
    transactions.run(() -> transactions.put(setbacks, setback.image(), setback));
  }

  @Override
  public void forgive(String image) {
    transactions.run(() -> transactions.remove(setbacks, image));
  }
}
