package io.haymaker.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.haymaker.core.endpoint.Endpoint;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.health.HealthRecords;
import io.haymaker.core.health.HealthSnapshot;
import io.haymaker.core.health.HealthStatus;
import io.haymaker.core.replica.DesiredImage;
import io.haymaker.core.runtime.PortRequest;
import io.haymaker.core.watch.ContainerEvent;
import io.haymaker.core.watch.ContainerHistory;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Databases in which an older manager kept tables of our names, of whatever form. */
class OlderManagerIT {
  private static final Instant T = Instant.parse("2026-03-10T08:00:00Z");

  private static final OptionalDouble DISK = OptionalDouble.of(40);

  private static final class Usual {}

  private static final class Strange {}

  private static final class Together {}

  private static final class Wanted {}

  private static final class WantedLess {}

  private static DatabaseAddress databaseWith(Class<?> name, String... statements)
      throws SQLException {
    DatabaseAddress database = TestServer.database(name);
    try (var connection = DriverManager.getConnection(database.url(), database.user(), null);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    return database;
  }

  private static List<ContainerHistory.Numbered> events(PostgresStore store) {
    return store
        .containerHistory()
        .find(new ContainerHistory.Query(Optional.empty(), Optional.empty(), 0, 100));
  }

  @Test
  void rowsOfTheUsualFormAreTakenOverWithTheirNumbers() throws SQLException {
    DatabaseAddress database =
        databaseWith(
            Usual.class,
            """
            CREATE TABLE events (id serial PRIMARY KEY, image varchar(255), container_id varchar(64),
              name varchar(255), host varchar(255), ports json, status varchar(50),
              event varchar(50), ts timestamp DEFAULT now())
            """,
            """
            INSERT INTO events VALUES
              (7, 'nginx', 'c1', 'nginx-1', 'h', '{"80/tcp": 8080}', 'running', 'start', '2026-03-10 08:00:00'),
              (9, 'nginx', 'c1', 'nginx-1', 'h', '{"80/tcp": [{"HostIp": "0.0.0.0", "HostPort": "81"}]}', 'running', 'start', '2026-03-10 08:00:00'),
              (11, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
            """,
            """
            CREATE TABLE health_snapshots (id serial PRIMARY KEY, image text, container_id text,
              name text, host text, cpu_usage real, memory_usage numeric, disk_usage integer,
              status text, ts timestamptz)
            """,
            "INSERT INTO health_snapshots VALUES (1, 'nginx', 'c1', 'n', 'h', 12.5, 30, 40,"
                + " 'healthy', '2026-03-10 08:00:00Z')",
            """
            CREATE TABLE endpoints (id text PRIMARY KEY, image_id text, host text, port integer,
              caps jsonb, status text, last_heartbeat timestamptz)
            """,
            "INSERT INTO endpoints VALUES ('e1', 'nginx', 'h', 8080, '{\"cpu\": 2}', 'UP',"
                + " '2026-03-10 08:00:00Z')");

    try (var store = PostgresStore.open(database, Clock.systemUTC())) {
      List<ContainerHistory.Numbered> events = events(store);
      assertThat(events).extracting(ContainerHistory.Numbered::number).containsExactly(7L, 9L, 11L);
      assertThat(events.getFirst().event())
          .isEqualTo(
              new ContainerEvent(
                  "nginx", "c1", "nginx-1", "h", Map.of("80/tcp", 8080), "running", "start", T));
      assertThat(events.get(1).event().ports()).isEqualTo(Map.of("80/tcp", 81));
      assertThat(store.containerHistory().latest("h")).isEmpty();

      assertThat(store.containerHistory().enter(List.of(events.getFirst().event()))).isEqualTo(1);
      assertThat(events(store)).last().extracting(ContainerHistory.Numbered::number).isEqualTo(12L);

      HealthSnapshot ours =
          new HealthSnapshot(
              "nginx", new InstanceId("c1"), "n", "h", 37.5, 50, DISK, HealthStatus.WARNING, T);
      store.health().enter(List.of(ours));
      assertThat(
              store.health().history(ours.container(), T, T.plusSeconds(60), Duration.ofMinutes(1)))
          .containsExactly(
              new HealthRecords.Point(T, 25, 37.5, 40, 50, DISK, HealthStatus.WARNING, 2));

      assertThat(store.endpoints().find("e1"))
          .contains(
              new Endpoint(
                  "e1",
                  "nginx",
                  "h",
                  8080,
                  new Endpoint.Caps(Optional.of("2"), Optional.empty()),
                  Endpoint.Status.UP,
                  T));
    }
    try (var again = PostgresStore.open(database, Clock.systemUTC())) {
      assertThat(events(again)).hasSize(4);
    }
  }

  @Test
  void rowsOfOtherTypesAndWithoutSomeColumnsAreTakenOverToo() throws SQLException {
    DatabaseAddress database =
        databaseWith(
            Strange.class,
            "CREATE TABLE events (id uuid, container_id text, ports text, event text, ts float)",
            """
            INSERT INTO events VALUES
              (gen_random_uuid(), 'c1', '{"80/tcp": 8080}', 'create', 1773129600),
              (gen_random_uuid(), 'c2', 'no json', 'create', 1773129600000)
            """,
            "CREATE TABLE health_snapshots (container_id text, cpu_usage text, ts text)",
            """
            INSERT INTO health_snapshots VALUES
              ('c1', '12.5%', '2026-03-10T08:00:00'), ('c1', 'high', 'yesterday evening')
            """,
            "CREATE TABLE endpoints (id integer, port text)",
            "INSERT INTO endpoints VALUES (1, '80'), (2, 'http'), (NULL, '80')",
            "CREATE TABLE of_somebody_else (x integer)");

    try (var store = PostgresStore.open(database, Clock.systemUTC())) {
      assertThat(events(store))
          .extracting(one -> one.event().containerId(), one -> one.event().at())
          .containsExactly(tuple("c1", T), tuple("c2", T));
      assertThat(
              store
                  .health()
                  .history(
                      new InstanceId("c1"), Instant.EPOCH, T.plusSeconds(1), Duration.ofMinutes(1)))
          .extracting(HealthRecords.Point::at, HealthRecords.Point::cpu)
          .containsExactly(tuple(Instant.EPOCH, 0.0), tuple(T, 12.5));
      assertThat(rows(database, "older_endpoints")).isEqualTo(3);
    }
  }

  @Test
  void whatWasWantedOfImagesIsTakenOver() throws SQLException {
    DatabaseAddress database =
        databaseWith(
            Wanted.class,
            """
            CREATE TABLE desired_images (id serial PRIMARY KEY, image varchar(255),
              min_replicas integer, max_replicas integer, desired_count integer, resources json,
              env text, ports json, updated_at timestamp)
            """,
            """
            INSERT INTO desired_images
              (image, min_replicas, max_replicas, desired_count, resources, env, ports, updated_at)
            VALUES
              ('nginx', 1, 4, 2, '{"cpu_limit": "0.5", "memory_limit": "512m"}', '{"A": "b", "N": 1}',
                '{"80/tcp": 8080}', '2026-03-10 08:00:00'),
              ('nginx', 1, 4, 9, '{}', '{}', '{}', '2026-03-09 08:00:00'),
              ('redis', 3, 2, 1, '{"cpu": 1, "memory": "lots"}', 'none', '[{"container": 6379, "host": 0}]', NULL),
              (NULL, 1, 1, 1, '{}', '{}', '{}', NULL)
            """);

    try (var store = PostgresStore.open(database, Clock.systemUTC())) {
      assertThat(store.replicas().images())
          .containsExactly(
              new DesiredImage(
                  "nginx",
                  1,
                  4,
                  2,
                  new Limits(OptionalDouble.of(0.5), OptionalLong.of(512L << 20)),
                  Map.of("A", "b", "N", "1"),
                  List.of(new PortRequest(80, PortRequest.Protocol.TCP, OptionalInt.of(8080))),
                  false,
                  T),
              new DesiredImage(
                  "redis",
                  1,
                  2,
                  1,
                  Limits.NONE,
                  Map.of(),
                  List.of(PortRequest.tcp(6379)),
                  false,
                  Instant.EPOCH));
    }
  }

  @Test
  void aTableOfWantedImagesThatLacksColumnsIsTakenOver() throws SQLException {
    DatabaseAddress database =
        databaseWith(
            WantedLess.class,
            "CREATE TABLE desired_images (image text, desired_count text)",
            "INSERT INTO desired_images VALUES ('a', '7'), ('b', 'some')");

    try (var store = PostgresStore.open(database, Clock.systemUTC())) {
      assertThat(store.replicas().images())
          .extracting(
              DesiredImage::image,
              DesiredImage::minimum,
              DesiredImage::maximum,
              DesiredImage::count)
          .containsExactly(tuple("a", 1, 7, 7), tuple("b", 1, 5, 1));
    }
  }

  @Test
  void severalWhoOpenSuchADatabaseAtOnceTakeItOverOnce() throws Exception {
    DatabaseAddress database =
        databaseWith(
            Together.class,
            "CREATE TABLE events (container_id text, event text)",
            "INSERT INTO events VALUES ('c1', 'create')");

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var opening =
          List.of(1, 2, 3).stream()
              .map(
                  _ ->
                      threads.submit(() -> PostgresStore.open(database, Clock.systemUTC()).close()))
              .toList();
      for (var one : opening) {
        one.get(60, TimeUnit.SECONDS);
      }
    }

    assertThat(rows(database, "events")).isEqualTo(1);
  }

  private static int rows(DatabaseAddress database, String table) throws SQLException {
    try (var connection = DriverManager.getConnection(database.url(), database.user(), null);
        var statement = connection.createStatement();
        var answer = statement.executeQuery("SELECT count(*) FROM " + table)) {
      answer.next();
      return answer.getInt(1);
    }
  }
}
