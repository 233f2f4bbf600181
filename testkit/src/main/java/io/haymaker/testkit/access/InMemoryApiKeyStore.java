package io.haymaker.testkit.access;

import io.haymaker.core.access.ApiKey;
import io.haymaker.core.access.ApiKeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** The keys in a list. */
public final class InMemoryApiKeyStore implements ApiKeyStore {
  private final List<ApiKey> keys = new ArrayList<>();

  @Override
  public synchronized boolean insert(ApiKey key) {
    return findByHash(key.hash()).isEmpty() && keys.add(key);
  }

  @Override
  public synchronized Optional<ApiKey> findByHash(String hash) {
    return first(key -> key.hash().equals(hash));
  }

  @Override
  public synchronized Optional<ApiKey> find(UUID id) {
    return first(key -> key.id().equals(id));
  }

  private Optional<ApiKey> first(Predicate<ApiKey> wanted) {
    return keys.stream().filter(wanted).findFirst();
  }

  @Override
  public synchronized List<ApiKey> all() {
    return keys.stream().sorted(Comparator.comparing(ApiKey::createdAt)).toList();
  }

  @Override
  public synchronized Optional<ApiKey> expire(UUID id, Instant at) {
    Optional<ApiKey> found = find(id);
    found.ifPresent(
        key -> {
          Instant end = key.expiresAt().filter(at::isAfter).orElse(at);
          keys.set(
              keys.indexOf(key),
              new ApiKey(
                  key.id(), key.name(), key.hash(), key.role(), key.createdAt(), Optional.of(end)));
        });
    return find(id);
  }
}
