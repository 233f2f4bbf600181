package io.haymaker.emulator.registry;

import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.token.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The registry's own tokens: opaque to clients and known to this process only. After a start
 * everybody logs in again.
 */
final class RegistryTokens {
  private static final Duration REFRESH_LIFE = Duration.ofHours(3);
  private static final Duration ACCESS_LIFE = Duration.ofMinutes(75);

  private record Entry(Caller caller, String scope, Instant end) {}

  private final Clock clock;
  private final Map<String, Entry> refresh = new ConcurrentHashMap<>();
  private final Map<String, Entry> access = new ConcurrentHashMap<>();

  RegistryTokens(Clock clock) {
    this.clock = clock;
  }

  String refreshToken(Caller caller) {
    return issue(refresh, new Entry(caller, "", clock.instant().plus(REFRESH_LIFE)));
  }

  /**
   * @param scope {@code repository:NAME:pull}, or empty text for a look at the door only
   */
  String accessToken(Caller caller, String scope) {
    return issue(access, new Entry(caller, scope, clock.instant().plus(ACCESS_LIFE)));
  }

  /** Whose refresh token this is, if it is one and has not run out. */
  Optional<Caller> refreshes(String token) {
    return living(refresh, token).map(Entry::caller);
  }

  /** Whose access token this is. */
  Optional<Caller> enters(String token) {
    return living(access, token).map(Entry::caller);
  }

  /** Whether an access token was asked for this repository. */
  boolean reaches(String token, String repository) {
    return living(access, token)
        .filter(entry -> entry.scope().startsWith("repository:%s:".formatted(repository)))
        .filter(entry -> entry.scope().matches(".*[:,]pull(,.*)?"))
        .isPresent();
  }

  private Optional<Entry> living(Map<String, Entry> tokens, String token) {
    return Optional.ofNullable(tokens.get(token))
        .filter(entry -> clock.instant().isBefore(entry.end()));
  }

  private String issue(Map<String, Entry> tokens, Entry entry) {
    Instant now = clock.instant();
    tokens.values().removeIf(old -> !now.isBefore(old.end()));
    String token = Secret.random().reveal();
    tokens.put(token, entry);
    return token;
  }
}
