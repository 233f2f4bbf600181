package io.haymaker.core.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The keys. Joins the caller's transaction. */
public interface ApiKeyStore {

  /**
   * Enters a key.
   *
   * @return false when a key of this hash is there already; then nothing has changed
   */
  boolean insert(ApiKey key);

  Optional<ApiKey> findByHash(String hash);

  Optional<ApiKey> find(UUID id);

  /** All of them, oldest first, those that have expired included. */
  List<ApiKey> all();

  /**
   * Lets a key expire at that time, unless it does so sooner.
   *
   * @return the key as it is now; empty when there is none of this id
   */
  Optional<ApiKey> expire(UUID id, Instant at);
}
