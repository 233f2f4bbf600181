package io.haymaker.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.access.ApiKey;
import io.haymaker.core.access.ApiKeys;
import io.haymaker.core.access.ApiKeys.Issued;
import io.haymaker.core.access.KeyText;
import io.haymaker.core.access.Role;
import io.haymaker.core.store.Transactions;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
  private static final Transactions AT_ONCE =
      new Transactions() {
        @Override
        public <T> T call(Supplier<T> work) {
          return work.get();
        }
      };

  private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
  private final ApiKeys keys =
      new ApiKeys(AT_ONCE, store, "test", RandomGenerator.of("L64X128MixRandom"), clock);

  @Test
  void aKeyOpensByItsTextAndItsTextIsNowhereElse() {
    Issued issued = keys.issue("ada", Role.READER);
    String text = issued.text().reveal();
    assertThat(text).matches("hm_test_[A-Za-z0-9]{32}");
    assertThat(keys.of(text)).contains(issued.key());
    assertThat(issued + store.all().toString()).doesNotContain(text);
  }

  @Test
  void nothingElseOpens() {
    keys.issue("ada", Role.ADMIN);
    assertThat(keys.of("hm_test_" + "A".repeat(32))).isEmpty();
    assertThat(keys.of("")).isEmpty();
    assertThat(keys.of("hm_test_short")).isEmpty();
  }

  @Test
  void aRevokedKeyOpensNothingAtOnce() {
    Issued issued = keys.issue("ada", Role.READER);
    keys.revoke(issued.key().id());
    assertThat(keys.of(issued.text().reveal())).isEmpty();
    assertThat(keys.revoke(UUID.randomUUID())).isEmpty();
  }

  @Test
  void aRotatedKeyOpensForSevenDaysMore() {
    Issued old = keys.issue("ada", Role.OPERATOR);
    Issued young = keys.rotate(old.key().id()).orElseThrow();
    assertThat(young.key().role()).isEqualTo(Role.OPERATOR);
    clock.advance(Duration.ofDays(7).minusSeconds(1));
    assertThat(keys.of(old.text().reveal())).isPresent();
    clock.advance(Duration.ofSeconds(1));
    assertThat(keys.of(old.text().reveal())).isEmpty();
    assertThat(keys.of(young.text().reveal())).contains(young.key());
    assertThat(keys.rotate(old.key().id())).isEmpty();
  }

  @Test
  void theFirstAdministratorIsMadeOnceUnlessPreset() {
    KeyText first = keys.ensureAdministrator(Optional.empty()).orElseThrow();
    assertThat(keys.of(first.reveal()).map(ApiKey::role)).contains(Role.ADMIN);
    assertThat(keys.ensureAdministrator(Optional.empty())).isEmpty();

    var preset = KeyText.of("hm_prod_" + "b".repeat(32));
    assertThat(keys.ensureAdministrator(Optional.of(preset))).isEmpty();
    assertThat(keys.ensureAdministrator(Optional.of(preset))).isEmpty();
    assertThat(keys.of(preset.reveal()).map(ApiKey::role)).contains(Role.ADMIN);
    assertThat(store.all()).hasSize(2);
  }

  @Test
  void whoLostTheLastAdministratorsKeyGetsANewOneAtTheNextStart() {
    keys.ensureAdministrator(Optional.empty());
    keys.all().forEach(key -> keys.revoke(key.id()));
    assertThat(keys.ensureAdministrator(Optional.empty())).isPresent();
  }

  @Test
  void rolesCoverThoseBelowThem() {
    assertThat(Role.ADMIN.covers(Role.OPERATOR)).isTrue();
    assertThat(Role.READER.covers(Role.OPERATOR)).isFalse();
    assertThat(Role.of("Operator")).contains(Role.OPERATOR);
    assertThat(Role.of("root")).isEmpty();
  }
}
