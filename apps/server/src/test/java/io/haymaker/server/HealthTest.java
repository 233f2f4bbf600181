package io.haymaker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.access.ApiKey;
import io.haymaker.core.access.ApiKeyStore;
import io.haymaker.core.store.StoreUnavailableException;
import io.haymaker.server.Served.Answer;
import io.haymaker.server.health.PartHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who watches us needs no key, and hears of what is lost. */
class HealthTest {
  private static Served api;

  @BeforeAll
  static void start() {
    api = new Served(true);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @AfterEach
  void well() {
    api.database.set(() -> PartHealth.healthy("it answers"));
  }

  @Test
  void healthIsOpenAndTellsWhatFails() {
    assertThat(api.get("/health").text()).isEqualTo("{\"status\":\"OK\"}");
    assertThat(api.get("/api/v1/health").json().path("status").asString()).isEqualTo("healthy");

    api.database.set(() -> PartHealth.unhealthy("it does not answer"));
    Answer sick = api.get("/api/v1/health");
    assertThat(sick.status()).isEqualTo(503);
    assertThat(sick.json().path("checks").path("postgresql").asString()).isEqualTo("fail");
  }

  @Test
  void detailedHealthHasTheFourPartsAndIsOpen() {
    JsonNode seen = api.get("/health/detailed").json();
    assertThat(seen.propertyNames()).containsExactly("status", "timestamp", "components");
    assertThat(seen.path("components").propertyNames())
        .containsExactly("docker", "postgresql", "container_manager", "system_resources");
    assertThat(seen.path("components").path("postgresql").path("status").asString())
        .isEqualTo("healthy");
    assertThat(seen.path("components").path("docker").path("status").asString())
        .isEqualTo("absent");
    JsonNode machine = seen.path("components").path("system_resources");
    assertThat(machine.path("cpu_usage").asDouble()).isBetween(0.0, 100.0);
    assertThat(machine.path("memory_usage").asDouble()).isBetween(1.0, 100.0);
  }

  @Test
  void aCheckThatHangsIsAnsweredForAndNotBegunAgain() {
    var hang = new CountDownLatch(1);
    var begun = new AtomicInteger();
    try (var mine = new Served(Duration.ofSeconds(2))) {
      mine.database.set(
          () -> {
            begun.incrementAndGet();
            try {
              hang.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return PartHealth.healthy("at last");
          });
      for (int time = 0; time < 2; time++) {
        JsonNode seen = mine.get("/health/detailed").json();
        assertThat(seen.path("status").asString()).isEqualTo("unhealthy");
        assertThat(seen.path("components").path("postgresql").path("message").asString())
            .isEqualTo("no answer within 2 s");
      }
      assertThat(begun).hasValue(1);
      hang.countDown();
    }
  }

  @Test
  void orchestratorsAreToldTheSameAndLivenessDoesNotHangOnTheParts() {
    isTold("/actuator/health", 200, "UP");
    isTold("/actuator/health/liveness", 200, "UP");
    isTold("/actuator/health/readiness", 200, "UP");

    api.database.set(() -> PartHealth.unhealthy("it does not answer"));
    isTold("/actuator/health", 503, "DOWN");
    isTold("/actuator/health/readiness", 503, "DOWN");
    // Who is killed for a lost database does not bring it back.
    isTold("/actuator/health/liveness", 200, "UP");
  }

  private static void isTold(String path, int status, String word) {
    Answer answer = api.get(path);
    assertThat(answer.status()).as("%s: %s", path, answer.text()).isEqualTo(status);
    assertThat(answer.json().path("status").asString()).as(path).isEqualTo(word);
  }

  @Test
  void withoutTheDatabaseThatHasTheKeysNobodyIsTurnedAwayAndNobodyLetIn() {
    try (var lost = new Served(new LostKeyStore())) {
      String key = "hm_test_" + "A".repeat(32);
      for (String header : List.of("X-API-Key", "x-functions-key")) {
        Answer containers = lost.get("/containers", header, key);
        assertThat(containers.status()).as(containers.text()).isEqualTo(503);
        assertThat(containers.detail()).isEqualTo("the database does not answer");
        Answer keys = lost.get("/api/v1/keys", header, key);
        assertThat(keys.status()).as(keys.text()).isEqualTo(503);
        assertThat(keys.code()).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(keys.message()).isEqualTo("the database does not answer");
      }
      assertThat(lost.get("/containers").status()).as("without a key").isEqualTo(401);
      assertThat(lost.get("/health").status()).isEqualTo(200);
    }
  }

  /** The database with the keys does not answer. */
  private static final class LostKeyStore implements ApiKeyStore {
    private static StoreUnavailableException lost() {
      return new StoreUnavailableException("connection to db.internal:5432 refused", null);
    }

    @Override
    public boolean insert(ApiKey key) {
      throw lost();
    }

    @Override
    public Optional<ApiKey> findByHash(String hash) {
      throw lost();
    }

    @Override
    public Optional<ApiKey> find(UUID id) {
      throw lost();
    }

    @Override
    public List<ApiKey> all() {
      throw lost();
    }

    @Override
    public Optional<ApiKey> expire(UUID id, Instant at) {
      throw lost();
    }
  }
}
