package io.haymaker.core.access;

import io.haymaker.core.store.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Gives keys out, takes them back, and says whose a key is. */
public final class ApiKeys {
  /** How long a rotated key still opens, so that its holder can change over. */
  public static final Duration OVERLAP = Duration.ofDays(7);

  private static final String FIRST = "first administrator";

  private final Transactions transactions;
  private final ApiKeyStore store;
  private final String environment;
  private final RandomGenerator random;
  private final Clock clock;

  /**
   * @param environment stands in the text of new keys, so that one can see where they are for
   * @param random must be unpredictable
   */
  public ApiKeys(
      Transactions transactions,
      ApiKeyStore store,
      String environment,
      RandomGenerator random,
      Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.environment = environment;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A key that was just made.
   *
   * @param text cannot be had again
   */
  public record Issued(ApiKey key, KeyText text) {}

  /**
   * Sees to it that somebody can get in. Safe to repeat.
   *
   * @param preset the first administrator's key, where it was chosen beforehand
   * @return the key that was made, to be shown once; empty when a key was preset, or an
   *     administrator has one
   */
  public Optional<KeyText> ensureAdministrator(Optional<KeyText> preset) {
    return transactions.call(
        () -> {
          if (preset.isPresent()) {
            store.insert(record(FIRST, preset.get(), Role.ADMIN));
            return Optional.empty();
          }
          Instant now = clock.instant();
          boolean hasOne =
              store.all().stream().anyMatch(key -> key.role() == Role.ADMIN && key.isValidAt(now));
          return hasOne ? Optional.empty() : Optional.of(issue(FIRST, Role.ADMIN).text());
        });
  }

  /** Makes a key. */
  public Issued issue(String name, Role role) {
    KeyText text = KeyText.random(environment, random);
    ApiKey key = record(name, text, role);
    store.insert(key);
    return new Issued(key, text);
  }

  private ApiKey record(String name, KeyText text, Role role) {
    return new ApiKey(
        UUID.randomUUID(), name, text.hash(), role, clock.instant(), Optional.empty());
  }

  /**
   * Makes a key like an old one, which opens for {@link #OVERLAP} longer.
   *
   * @return empty when there is none of this id, or it has expired
   */
  public Optional<Issued> rotate(UUID id) {
    return transactions.call(
        () ->
            store
                .find(id)
                .filter(key -> key.isValidAt(clock.instant()))
                .map(
                    old -> {
                      store.expire(id, clock.instant().plus(OVERLAP));
                      return issue(old.name(), old.role());
                    }));
  }

  /**
   * Takes a key back at once. Repeating it changes nothing.
   *
   * @return empty when there is none of this id
   */
  public Optional<ApiKey> revoke(UUID id) {
    return store.expire(id, clock.instant());
  }

  /** All keys, those that have expired included; never their texts. */
  public List<ApiKey> all() {
    return store.all();
  }

  /** The key whose text this is, if it opens anything now. */
  public Optional<ApiKey> of(String text) {
    KeyText key;
    try {
      key = KeyText.of(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return store.findByHash(key.hash()).filter(found -> found.isValidAt(clock.instant()));
  }
}
