package io.haymaker.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.access.ApiKey;
import io.haymaker.core.access.ApiKeyStore;
import io.haymaker.core.access.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ApiKeyStore} keeps. */
public abstract class ApiKeyStoreContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final ApiKey key = key("ada", NOON);

  protected abstract ApiKeyStore store();

  private static ApiKey key(String name, Instant createdAt) {
    UUID id = UUID.randomUUID();
    return new ApiKey(id, name, "hash of " + id, Role.OPERATOR, createdAt, Optional.empty());
  }

  @Test
  void whatIsEnteredIsFoundByIdAndHashAndListed() {
    assertThat(store().insert(key)).isTrue();
    assertThat(store().find(key.id())).contains(key);
    assertThat(store().findByHash(key.hash())).contains(key);
    assertThat(store().all()).contains(key);
  }

  @Test
  void whatWasNeverEnteredIsNotThere() {
    assertThat(store().find(key.id())).isEmpty();
    assertThat(store().findByHash(key.hash())).isEmpty();
    assertThat(store().expire(key.id(), NOON)).isEmpty();
  }

  @Test
  void noTwoKeysHaveOneHash() {
    store().insert(key);
    var same = new ApiKey(UUID.randomUUID(), "bob", key.hash(), Role.ADMIN, NOON, Optional.empty());
    assertThat(store().insert(same)).isFalse();
    assertThat(store().findByHash(key.hash())).contains(key);
  }

  @Test
  void theOldestIsListedFirst() {
    ApiKey younger = key("young", NOON.plusSeconds(60));
    ApiKey older = key("old", NOON.minusSeconds(60));
    store().insert(younger);
    store().insert(older);
    assertThat(store().all()).containsSubsequence(older, younger);
  }

  @Test
  void aKeyExpiresOnceAndNeverLaterThanWasSaid() {
    store().insert(key);
    assertThat(store().expire(key.id(), NOON.plusSeconds(60)))
        .get()
        .extracting(ApiKey::expiresAt)
        .isEqualTo(Optional.of(NOON.plusSeconds(60)));
    store().expire(key.id(), NOON.plusSeconds(90));
    assertThat(store().find(key.id()).orElseThrow().expiresAt()).contains(NOON.plusSeconds(60));
    store().expire(key.id(), NOON.plusSeconds(30));
    assertThat(store().find(key.id()).orElseThrow().expiresAt()).contains(NOON.plusSeconds(30));
  }
}
