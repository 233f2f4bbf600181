package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.RunId;
import io.haymaker.main.emulated.DemoCloudProcess;
import io.haymaker.postgres.PostgresStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Processes of {@code ./haymaker run} that share one PostgreSQL and one emulated cloud. */
final class Replicas implements AutoCloseable {
  private static final String ONE = "networking-97-shared";
  private static final String OTHER = "networking-98-shared";

  private final Path folder;
  private final DemoCloudProcess cloud;
  private final Path scenarios;
  private final List<DemoProcess> started = new ArrayList<>();
  private final DatabaseServer server;
  private @Nullable PostgresStore store;

  private Replicas(Path folder, DatabaseServer server, DemoCloudProcess cloud) {
    this.folder = folder;
    this.server = server;
    this.cloud = cloud;
    this.scenarios = TinyScenarios.write(folder.resolve("tiny"), ONE, OTHER);
  }

  static Replicas in(Path folder) {
    NeededTools.require();
    var cloud = DemoCloudProcess.start(folder, DemoProcess.HOME);
    return new Replicas(folder, DatabaseServer.in(folder), cloud);
  }

  CloudClient administrator() {
    return CloudClient.administrator(folder.resolve("emulator"));
  }

  /** One more, on a data folder of its own: it goes on with the run that is not over. */
  DemoProcess start(String name) {
    return start(name, "12s");
  }

  /** The same, whose agents operate for so long. */
  DemoProcess start(String name, String duration) {
    Map<String, String> environment = new HashMap<>(cloud.settings());
    environment.putAll(cloud.secrets());
    environment.put("POSTGRES_URL", server.address().url());
    environment.put("POSTGRES_USER", server.address().user());
    DemoProcess process =
        DemoProcess.run(
            folder.resolve(name),
            environment,
            "--scenarios",
            scenarios.toString(),
            "--scenario",
            ONE,
            "--scenario",
            OTHER,
            "--duration",
            duration);
    started.add(process);
    return process;
  }

  /** Waits until the run has begun to make things. */
  String awaitRun() {
    CloudClient admin = administrator();
    return Awaiting.value(
        "an application, half an identity",
        DemoProcess.LONGEST,
        () -> {
          started.forEach(process -> assertThat(process.isAlive()).as(process.output()).isTrue());
          return Cloud.runsOfApplications(admin).stream().findFirst();
        });
  }

  /** What is in the journal of a run, and how often, by type. */
  Map<String, Long> journal(String run) {
    PostgresStore open = store;
    if (open == null) {
      open = PostgresStore.open(server.address(), Clock.systemUTC());
      store = open;
    }
    return open.journal().ofRun(RunId.parse(run).orElseThrow(), 0, 100_000).stream()
        .collect(Collectors.groupingBy(line -> line.entry().type(), Collectors.counting()));
  }

  /** The run is over, all it had was there once, and nothing is left. */
  void assertOneRunThatEndedClean(String run, DemoProcess... witnesses) {
    for (DemoProcess witness : witnesses) {
      assertEndedClean(run, witness);
      assertThat(witness.report().path("scenarios"))
          .hasSize(2)
          .allSatisfy(s -> assertThat(s.path("result").asString()).isEqualTo("succeeded"));
    }
  }

  /** The same, however its agents ended. */
  void assertEndedClean(String run, DemoProcess witness) {
    assertThat(witness.exitCode()).as(witness.output()).isZero();
    JsonNode report = witness.report();
    Reports.assertClean(report);
    assertThat(report.path("run_id").asString()).isEqualTo(run);
    CloudClient admin = administrator();
    assertThat(Cloud.runsOfApplications(admin)).isEmpty();
    assertThat(Cloud.resourcesOfRuns(admin)).isEmpty();
    assertThat(made(admin)).as("what was made, and how often").isEqualTo(twoOfEach());
  }

  private static Map<String, Long> twoOfEach() {
    return Map.of("application", 2L, "service principal", 2L, "started job", 2L);
  }

  /** How often the cloud made what two scenarios need two of, by its own log. */
  private static Map<String, Long> made(CloudClient admin) {
    JsonNode log = admin.control("GET", "/requests").body();
    assertThat(log.path("dropped").asLong()).isZero();
    return log.path("value")
        .valueStream()
        .filter(request -> request.path("status").asInt() / 100 == 2)
        .map(Replicas::effect)
        .filter(effect -> !effect.isEmpty())
        .collect(Collectors.groupingBy(effect -> effect, Collectors.counting()));
  }

  private static String effect(JsonNode request) {
    String path = request.path("path").asString();
    int status = request.path("status").asInt();
    return switch (request.path("method").asString()) {
      case "PATCH" -> path.contains("/applications(") && status == 201 ? "application" : "";
      case "POST" ->
          path.endsWith("/servicePrincipals")
              ? "service principal"
              : path.contains("/Microsoft.App/jobs/") && path.endsWith("/start")
                  ? "started job"
                  : "";
      default -> "";
    };
  }

  void killDatabase() {
    server.kill();
  }

  void startDatabase() {
    server.startAgain();
  }

  @Override
  public void close() {
    started.forEach(DemoProcess::close);
    if (store != null) {
      store.close();
    }
    server.close();
    cloud.close();
  }
}
