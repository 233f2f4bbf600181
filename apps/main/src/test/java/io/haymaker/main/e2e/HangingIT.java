package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.testkit.relay.Relay;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose engine or database hangs or is cut off: it says so soon, and then goes on. */
class HangingIT {
  /** The two seconds of the server, and one for the way on a busy machine. */
  private static final Duration SOON = Duration.ofSeconds(3);

  /** No machine is so busy; no deadline but the server's short ones was waited for. */
  private static final Duration NOT_LONG = Duration.ofSeconds(10);

  @TempDir Path folder;

  private static final String KEY = "hm_prod_" + "k".repeat(32);

  private UpProcess up(String host, Map<String, String> more, String... words) throws Exception {
    var environment = new HashMap<>(more);
    environment.put("DOCKER_HOST", host);
    return new UpProcess(folder, environment, words);
  }

  /**
   * All answers are 503; the soonest of them tells what the server's own deadlines come to, for how
   * long the others had to wait for a processor is this machine's affair.
   */
  private static void isAwaySoon(ContainersApi api, String method, String path, String body) {
    List<ContainersApi.Answer> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      answers.add(api.ask(method, path, body));
    }
    areAwaySoon(path, answers);
  }

  private static void areAwaySoon(String path, List<ContainersApi.Answer> answers) {
    assertThat(answers).as(path).allMatch(answer -> answer.status() == 503);
    assertThat(answers).as(path).allMatch(answer -> answer.took().compareTo(NOT_LONG) <= 0);
    assertThat(answers).as(path).anyMatch(answer -> answer.took().compareTo(SOON) <= 0);
  }

  @Test
  void anEngineThatHangsOrIsCutOffIs503AndNothingOfWhatHappenedMeanwhileIsLost() throws Exception {
    try (RawEngine engine = RawEngine.withImage(folder);
        var way = Relay.to(UnixDomainSocketAddress.of(RawEngine.socket()));
        var up = up("tcp://127.0.0.1:" + way.port(), Map.of(), "--no-auth")) {
      var api = new ContainersApi(up);
      String first = api.started(RawEngine.IMAGE);
      isToldOf(api, "healthy", "it answers", "containers are watched");

      way.hang();
      engineIsAway(api, first);
      engine.kill(first);
      way.open();
      String second = replacedOnce(api, first);

      way.cut();
      engineIsAway(api, second);
      isToldOf(api, "unhealthy", "it does not answer", "the engine's events are not read");
      engine.kill(second);
      way.open();
      replacedOnce(api, second);
      assertThat(up.stop()).as(up.output()).isZero();
    }
  }

  private static void isToldOf(ContainersApi api, String status, String engine, String ours)
      throws Exception {
    api.await(
        "the engine is " + status, () -> api.health("docker").equals(Map.entry(status, engine)));
    api.await(
        "the manager is " + status,
        () -> api.health("container_manager").equals(Map.entry(status, ours)));
  }

  private static void engineIsAway(ContainersApi api, String id) {
    isAwaySoon(api, "GET", "/containers", "");
    isAwaySoon(api, "GET", "/containers/instances/" + id + "/health", "");
    isAwaySoon(api, "POST", "/start/container", "{\"image\": \"%s\"}".formatted(RawEngine.IMAGE));
    assertThat(api.events(id)).as("what the database knows").contains("start");
  }

  /** Another runs in its place, one; how it ended is recorded, once. */
  private static String replacedOnce(ContainersApi api, String gone) throws Exception {
    api.await("an answer", () -> api.ask("GET", "/containers").status() == 200);
    api.await("its end", () -> api.events(gone).contains("stop"));
    api.await(
        "another in its place", () -> api.running().size() == 1 && !api.running().contains(gone));
    assertThat(api.events(gone)).startsWith("create", "start", "stop").doesNotHaveDuplicates();
    return api.running().getFirst();
  }

  @Test
  void aDatabaseThatHangsIs503ToWhoeverHasAKeyAndNothingIsLost() throws Exception {
    NeededTools.require();
    try (RawEngine engine = RawEngine.withImage(folder);
        DatabaseServer server = DatabaseServer.in(folder)) {
      Map<String, String> settings =
          Map.of(
              "POSTGRES_URL",
              server.address().url(),
              "POSTGRES_USER",
              server.address().user(),
              "HAYMAKER_ADMIN_KEY",
              KEY);
      try (var up = up(RawEngine.host(), settings)) {
        var api = new ContainersApi(up, KEY);
        assertThat(new ContainersApi(up).ask("GET", "/containers").status()).isEqualTo(401);
        String id = api.started(RawEngine.IMAGE);
        api.await("its start", () -> api.events(id).contains("start"));

        isCaughtInTheAct(api, server);
        server.hold();
        isAwaySoon(api, "GET", "/containers", "");
        isAwaySoon(
            api, "POST", "/start/container", "{\"image\": \"%s\"}".formatted(RawEngine.IMAGE));
        engine.kill(id);
        server.goOn();

        replacedOnce(api, id);
        assertThat(up.stop()).as(up.output()).isZero();
        assertThat(up.output()).doesNotContain(KEY, "administrator's key");
      }
    }
  }

  /** It hangs just after an answer, when its connections are taken for good without a look. */
  private static void isCaughtInTheAct(ContainersApi api, DatabaseServer server) throws Exception {
    List<ContainersApi.Answer> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      api.await("an answer", () -> api.ask("GET", "/containers/events").status() == 200);
      server.hold();
      answers.add(api.ask("GET", "/containers/events"));
      server.goOn();
    }
    areAwaySoon("/containers/events", answers);
  }
}
