package io.haymaker.main.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.access.ApiKeys;
import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.health.HealthReader;
import io.haymaker.core.health.HealthThresholds;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.replica.ReplicaBooks;
import io.haymaker.core.replica.ReplicaSettings;
import io.haymaker.core.replica.ReplicaWorld;
import io.haymaker.core.replica.Replicas;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.run.Phase;
import io.haymaker.core.watch.EventKeeper;
import io.haymaker.server.HttpServer;
import io.haymaker.server.ServerSettings;
import io.haymaker.server.ServerWorld;
import io.haymaker.server.health.HealthChecks;
import io.haymaker.server.measure.Measure.Reading;
import io.haymaker.server.measure.Measures;
import io.haymaker.server.telemetry.Telemetry;
import io.haymaker.testkit.access.InMemoryApiKeyStore;
import io.haymaker.testkit.engine.FakeEngine;
import io.haymaker.testkit.engine.Program;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.store.Samples;
import io.haymaker.testkit.time.MovableClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/operations.md says of our metrics is what is shown, all of it and nothing else. */
class MetricsTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "operations.md");
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** What the scene below comes to: one container ended, and waits for its first replacement. */
  private static final List<String> SCENE =
      List.of(
          "haymaker_engine_up 1.0",
          "haymaker_database_up 1.0",
          "haymaker_containers{image=\"api:1\",state=\"ended\"} 1.0",
          "haymaker_containers_desired{image=\"api:1\"} 1.0",
          "haymaker_containers_failures{image=\"api:1\"} 1.0",
          "haymaker_containers_crash_looping{image=\"api:1\"} 0.0",
          "haymaker_containers_restarts_total{image=\"api:1\"} 1.0",
          "haymaker_chore_lag_seconds{chore=\"health\"} 1.0");

  private final MovableClock clock = new MovableClock();
  private final InMemoryStore store = new InMemoryStore();
  private final FakeEngine engine = new FakeEngine(clock);
  private final Replicas replicas =
      new Replicas(
          new ReplicaBooks(
              store.transactions(), store.replicas(), _ -> Map.of(), store.journal(), (_, _) -> {}),
          new ReplicaWorld(
              store.installation().id(), engine, ReplicaSettings.DEFAULT, clock, clock::advance));

  @Test
  void theTableIsWhatIsShown() throws Exception {
    engine.machine().has("api:1", Program.runs());
    aRunIsOver();
    var scaler = new MeasuredScaler(clock, store);
    try (var keeper =
            EventKeeper.start(engine, store.containerHistory(), _ -> {}, clock, Pauser.system());
        var telemetry = Telemetry.start(Optional.empty());
        var server = serve(measures(keeper, scaler.measures()), scaler, telemetry)) {
      var told = measures(keeper, scaler.measures());
      ask(server, "POST", "/start/container", "{\"image\":\"api:1\"}");
      engine.machine().present().stream()
          .map(Instance::id)
          .forEach(id -> engine.machine().end(id, 1));
      replicas.reconciler().look();
      awaitTrue(
          () -> {
            // Containers are listed when enough of this time has passed.
            clock.advance(Duration.ofSeconds(10));
            return keeper
                .tally()
                .seen()
                .filter(all -> !all.isEmpty() && all.stream().noneMatch(Instance::isRunning))
                .isPresent();
          });
      var looks = telemetry.looks(_ -> Optional.of("monitoring"));
      looks.chore("health", () -> 1);
      looks.run(new RunId(UUID.randomUUID()), () -> 1);

      var documented = documented();
      awaitTrue(() -> shown(server).equals(documented) && values(server).containsAll(SCENE));
      assertThat(shown(server)).isEqualTo(documented);
      assertThat(values(server)).containsAll(SCENE);

      engine.machine().goAway();
      awaitTrue(() -> readings(told, "haymaker.containers").isEmpty());
      assertThat(readings(told, "haymaker.containers")).isEmpty();
      assertThat(readings(told, "haymaker.engine.up")).containsExactly(new Reading(Map.of(), 0));
    }
  }

  private static List<Reading> readings(Measures measures, String name) {
    return measures.sampled().stream()
        .filter(measure -> measure.name().equals(name))
        .flatMap(measure -> measure.readings().get().stream())
        .toList();
  }

  private void aRunIsOver() {
    var id = new RunId(UUID.randomUUID());
    store.runs().insert(Samples.run(id, Samples.NOON));
    var run = store.runs().find(id).orElseThrow();
    while (!run.isOver()) {
      var before = run;
      Phase next =
          Arrays.stream(Phase.values())
              .filter(phase -> before.phase().mayMoveTo(phase))
              .reduce((_, last) -> last)
              .orElseThrow();
      run = store.runs().update(run.movedTo(next, Samples.NOON));
    }
    store.reports().save(id, Samples.report(id, Samples.NOON));
  }

  private Measures measures(EventKeeper keeper, Measures scaler) {
    return new StoreMeasures(() -> true, () -> Map.of("health", Duration.ofSeconds(1)))
        .all()
        .and(new RunMeasures(store.runs(), store.reports()).all())
        .and(
            new ContainerMeasures(
                    () -> engine.host() instanceof Look.Found<HostFacts>,
                    keeper.tally(),
                    replicas.tally(),
                    store.replicas())
                .all())
        .and(scaler);
  }

  private HttpServer serve(Measures measures, MeasuredScaler scaler, Telemetry telemetry) {
    return HttpServer.start(
        new ServerSettings("127.0.0.1", 0, false),
        new ServerWorld(
            new ApiKeys(
                store.transactions(), new InMemoryApiKeyStore(), "test", new SecureRandom(), clock),
            new HealthChecks(Map.of()),
            measures,
            Optional.empty(),
            Optional.of(
                new ServerWorld.Managed(
                    replicas.service(),
                    engine,
                    store.containerHistory(),
                    new HealthReader(engine, new HealthThresholds(75, 90)),
                    store.health())),
            store.endpoints(),
            scaler.desk()),
        telemetry);
  }

  /** Names and, of ours, tags: {@code haymaker_runs{phase}}. */
  private static Set<String> documented() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| `haymaker_") || line.startsWith("| `http_server_"))
        .map(line -> line.substring(0, line.indexOf('|', 2)))
        .flatMap(cell -> Pattern.compile("`(\\w+)(?:\\{([\\w,]+)})?`").matcher(cell).results())
        .map(
            metric ->
                named(
                    metric.group(1),
                    metric.group(2) == null
                        ? Stream.of()
                        : Pattern.compile(",").splitAsStream(metric.group(2))))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String named(String name, Stream<String> tags) {
    return name + tags.collect(Collectors.toCollection(TreeSet::new));
  }

  /** The same of what is there, maxima left out, and with all that is shown of each. */
  private static Set<String> shown(HttpServer server) {
    String page = ask(server, "GET", "/actuator/prometheus", "");
    return Pattern.compile("(?m)^# TYPE ((haymaker|http_server)_\\w+) ")
        .matcher(page)
        .results()
        .map((MatchResult type) -> type.group(1))
        .filter(name -> !name.endsWith("_max"))
        .flatMap(name -> shown(page, name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The tags of requests are those of whoever measures them. */
  private static Stream<String> shown(String page, String name) {
    if (name.startsWith("http_server_")) {
      return Stream.of(named(name, Stream.of()));
    }
    return Pattern.compile("(?m)^%s(?:_count|_sum|_bucket)?(?:\\{(.*)})? ".formatted(name))
        .matcher(page)
        .results()
        .map(
            sample ->
                named(
                    name,
                    sample.group(1) == null
                        ? Stream.of()
                        : Pattern.compile("(\\w+)=\"[^\"]*\"")
                            .matcher(sample.group(1))
                            .results()
                            .map((MatchResult tag) -> tag.group(1))
                            // The bounds of a histogram.
                            .filter(tag -> !tag.equals("le"))));
  }

  /** Every line that has a value. */
  private static List<String> values(HttpServer server) {
    return ask(server, "GET", "/actuator/prometheus", "").lines().toList();
  }

  private static String ask(HttpServer server, String method, String path, String body) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)))
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(path, e);
    }
  }

  /** Returns also when it never becomes true: what is asserted then says more. */
  private static void awaitTrue(BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
    }
  }
}
