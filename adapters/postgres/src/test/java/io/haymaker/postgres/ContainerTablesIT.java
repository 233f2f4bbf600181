package io.haymaker.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.health.HealthSampler;
import io.haymaker.core.health.HealthSettings;
import io.haymaker.core.health.HealthThresholds;
import io.haymaker.core.replica.Given;
import io.haymaker.core.replica.LimitTexts;
import io.haymaker.core.replica.PortText;
import io.haymaker.core.replica.ReplicaBooks;
import io.haymaker.core.replica.ReplicaSettings;
import io.haymaker.core.replica.ReplicaWorld;
import io.haymaker.core.replica.Replicas;
import io.haymaker.core.replica.Reply;
import io.haymaker.core.replica.StartRequest;
import io.haymaker.core.replica.Started;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.watch.EventKeeper;
import io.haymaker.testkit.engine.FakeEngine;
import io.haymaker.testkit.engine.Program;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Other tools read the tables of managed containers: their columns and texts are a contract. */
class ContainerTablesIT {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final String IMAGE = "ghcr.io/acme/web:1.2";
  private static final String EVENTS =
      "SELECT id, image, container_id, name, host, ports, status, event, ts FROM events ORDER BY id";
  private static final String DESIRED =
      "SELECT image, min_replicas, max_replicas, desired_count, resources, env, ports, updated_at"
          + " FROM desired_images";
  private static final String HEALTH =
      "SELECT id, image, container_id, name, host, cpu_usage, memory_usage, disk_usage, status, ts"
          + " FROM health_snapshots ORDER BY id";

  private final DatabaseAddress database = TestServer.database(ContainerTablesIT.class);
  private final FakeEngine engine = new FakeEngine(CLOCK);

  @Test
  void whatHappensToAContainerIsReadByTheNamesOfTheColumns() throws SQLException {
    engine.machine().has(IMAGE, Program.runs().using(0.4, 30L << 20));
    try (PostgresStore store = PostgresStore.open(database, CLOCK);
        EventKeeper _ =
            EventKeeper.start(engine, store.containerHistory(), _ -> {}, CLOCK, Pauser.system())) {
      Replicas replicas = replicas(store);
      HealthSampler sampler = sampler(store);

      Started started = done(replicas.service().start(request()));
      InstanceId id = started.running().getFirst().instance().id();
      String name = started.running().getFirst().instance().name();
      assertThat(engine.machine().launched().getFirst().environment())
          .containsEntry("COLOUR", "blue");
      await("start");
      sampler.look();
      List<List<String>> desired = rows(DESIRED);
      assertThat(desired).hasSize(1);
      assertThat(desired.getFirst())
          .doesNotContainNull()
          .startsWith(
              IMAGE,
              "1",
              "4",
              "1",
              "{\"cpu_limit\": \"0.5\", \"memory_limit\": \"104857600\"}",
              "{\"COLOUR\": \"blue\"}",
              "{\"80/tcp\": 8080}");

      done(replicas.service().stop(IMAGE, id.value()));
      await("stop");
      sampler.look();
      done(replicas.service().delete(name, false));
      await("remove");

      List<List<String>> events = rows(EVENTS);
      assertThat(events)
          .allSatisfy(
              row -> {
                assertThat(row).doesNotContainNull();
                assertThat(row.subList(1, 5)).containsExactly(IMAGE, id.value(), name, "fake-host");
              });
      assertThat(events)
          .extracting(row -> row.get(6) + " " + row.get(7))
          .containsExactly("created create", "running start", "stopped stop", "removed remove");
      assertThat(events.get(1).get(5)).isEqualTo("{\"80/tcp\": 8080}");
      List<List<String>> health = rows(HEALTH);
      assertThat(health)
          .allSatisfy(
              row -> {
                assertThat(row).doesNotContainNull();
                assertThat(row.subList(1, 5)).containsExactly(IMAGE, id.value(), name, "fake-host");
              });
      assertThat(health)
          .extracting(row -> row.subList(5, 9))
          .containsExactly(
              List.of("80", "30", "40", "warning"), List.of("0", "0", "40", "stopped"));
    }
  }

  private Replicas replicas(PostgresStore store) {
    return new Replicas(
        new ReplicaBooks(
            store.transactions(), store.replicas(), store.loads(), store.journal(), store.chores()),
        new ReplicaWorld(
            store.installation().id(), engine, ReplicaSettings.DEFAULT, CLOCK, _ -> {}));
  }

  private HealthSampler sampler(PostgresStore store) {
    return new HealthSampler(
        engine,
        store.health(),
        new HealthSettings(Duration.ofMinutes(1), 7, new HealthThresholds(75, 90)),
        CLOCK);
  }

  private static StartRequest request() {
    return new StartRequest(
        IMAGE,
        OptionalInt.of(1),
        OptionalInt.empty(),
        OptionalInt.of(4),
        new LimitTexts(
            Optional.of(new Given("cpu", "500m")),
            Optional.of(new Given("memory", "100m")),
            Optional.empty()),
        Optional.of(Map.of("COLOUR", "blue")),
        Optional.of(List.of(new PortText("ports", "80", "8080"))),
        Optional.empty());
  }

  private static <T> T done(Reply<T> reply) {
    assertThat(reply).isInstanceOf(Reply.Done.class);
    return ((Reply.Done<T>) reply).value();
  }

  /** Waits until an event of that kind is on record. */
  private void await(String event) throws SQLException {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (rows(EVENTS).stream().noneMatch(row -> row.get(7).equals(event))) {
      assertThat(System.nanoTime()).as(event).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private List<List<String>> rows(String select) throws SQLException {
    try (var connection = DriverManager.getConnection(database.url(), database.user(), null);
        var statement = connection.createStatement();
        var answer = statement.executeQuery(select)) {
      var rows = new ArrayList<List<String>>();
      while (answer.next()) {
        var row = new ArrayList<String>();
        for (int column = 1; column <= answer.getMetaData().getColumnCount(); column++) {
          row.add(answer.getString(column));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
