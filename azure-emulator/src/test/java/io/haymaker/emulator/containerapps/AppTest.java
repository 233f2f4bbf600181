package io.haymaker.emulator.containerapps;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient.Answer;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AppTest {

  private static final String STAYS = "echo ready; exec sleep 1000";

  @TempDir static Path data;
  private static AppsFixture apps;

  @BeforeAll
  static void start() throws IOException {
    apps = AppsFixture.start(data).withEnvironment();
  }

  @AfterAll
  static void stop() throws IOException {
    apps.close();
  }

  @Test
  void anAppRunsAsManyReplicasAsItWantsAtLeast() throws Exception {
    make("three", body(3, STAYS));

    AppsFixture.await(() -> running("three") == 3);

    JsonNode app = properties("three");
    assertThat(app.path("runningStatus").asString()).isEqualTo("Running");
    assertThat(app.path("latestRevisionName").asString()).startsWith("three--");
    assertThat(app.path("latestReadyRevisionName")).isEqualTo(app.path("latestRevisionName"));
    JsonNode revision = revisions("three").get(0).path("properties");
    assertThat(revision.path("replicas").asInt()).isEqualTo(3);
    assertThat(revision.path("provisioningState").asString()).isEqualTo("Provisioned");
    assertThat(revision.path("runningState").asString()).isEqualTo("Running");
    assertThat(revision.path("healthState").asString()).isEqualTo("Healthy");
    delete("three");
    AppsFixture.await(() -> book().replicas(id("three")).isEmpty());
  }

  @Test
  void whatEndsIsBegunAgainAtOnceAndThenAfterLongerAndLongerWaits() throws Exception {
    make("crashing", body(1, "echo begun; exit 3"));

    AppsFixture.await(() -> onlyReplica("crashing").restarts() == 2);

    Replica waiting = onlyReplica("crashing");
    assertThat(waiting.detail()).get().asString().contains("CrashLoopBackOff", "code 3");
    assertThat(log(waiting)).isEqualTo("begun\nbegun\n");
    JsonNode shown = replicas("crashing").get(0).path("properties");
    assertThat(shown.path("runningState").asString()).isEqualTo("NotRunning");
    assertThat(shown.at("/containers/0/restartCount").asInt()).isEqualTo(2);
    assertThat(shown.at("/containers/0/runningState").asString()).isEqualTo("Waiting");
    assertThat(revisions("crashing").get(0).at("/properties/runningState").asString())
        .isEqualTo("Failed");

    apps.emulator.cloud().clock().advance(Duration.ofSeconds(11));
    AppsFixture.await(() -> onlyReplica("crashing").restarts() == 3);
    delete("crashing");
  }

  @Test
  void aStoppedAppHasNoReplicasUntilItIsStarted() throws Exception {
    make("paused", body(1, STAYS));
    AppsFixture.await(() -> running("paused") == 1);

    assertThat(apps.admin.post(app("paused") + "/stop", "").status()).isEqualTo(200);
    AppsFixture.await(() -> status("paused").equals("Stopped"));
    assertThat(replicas("paused")).isEmpty();
    assertThat(revisions("paused").get(0).at("/properties/runningState").asString())
        .isEqualTo("Stopped");

    Answer again = apps.admin.put(app("paused"), body(1, STAYS).toString());
    assertThat(again.status()).isEqualTo(200);
    assertThat(status("paused")).isEqualTo("Stopped");

    assertThat(apps.admin.post(app("paused") + "/start", "").status()).isEqualTo(200);
    AppsFixture.await(() -> running("paused") == 1);
    delete("paused");
  }

  @Test
  void anIdleAppThatNeedsNoReplicaLosesItsOneWhenItsTimeIsUp() throws Exception {
    make("idle", body(0, STAYS));
    AppsFixture.await(() -> running("idle") == 1);

    apps.emulator.cloud().clock().advance(Duration.ofSeconds(301));

    AppsFixture.await(() -> replicas("idle").isEmpty());
    assertThat(revisions("idle").get(0).at("/properties/runningState").asString())
        .isEqualTo("Stopped");
    delete("idle");
  }

  @Test
  void anotherTemplateIsAnotherRevisionAndTheSameOneIsNot() throws Exception {
    make("revised", body(1, STAYS));
    String first = properties("revised").path("latestRevisionName").asString();
    ObjectNode tagged = body(1, STAYS);
    tagged.putObject("tags").put("a", "b");
    assertThat(apps.admin.put(app("revised"), tagged.toString()).status()).isEqualTo(200);
    assertThat(properties("revised").path("latestRevisionName").asString()).isEqualTo(first);

    ObjectNode other = body(1, "echo other; exec sleep 1000");
    ((ObjectNode) other.at("/properties/template")).put("revisionSuffix", "second");
    assertThat(apps.admin.put(app("revised"), other.toString()).status()).isEqualTo(200);

    AppsFixture.await(() -> running("revised") == 1);
    assertThat(properties("revised").path("latestRevisionName").asString())
        .isEqualTo("revised--second");
    assertThat(revisions("revised")).hasSize(2);
    AppsFixture.await(
        () ->
            revisions("revised")
                .get(0)
                .at("/properties/provisioningState")
                .asString()
                .equals("Deprovisioned"));
    String path = app("revised") + "/revisions/" + first;
    assertThat(apps.admin.post(path + "/activate", "").status()).isEqualTo(200);
    AppsFixture.await(() -> book().replicas(id("revised")).size() == 2);
    assertThat(apps.admin.post(path + "/deactivate", "").status()).isEqualTo(200);
    AppsFixture.await(() -> book().replicas(id("revised")).size() == 1);
    assertThat(apps.admin.get(app("revised") + "/revisions/none").status()).isEqualTo(404);
    delete("revised");
  }

  @Test
  void aDeadContainerIsBegunAgainAndAnUnreadyOneIsNot() throws Exception {
    Socket held = held();
    int closed = held.getLocalPort();
    ObjectNode unhealthy = body(1, STAYS);
    probe(unhealthy, "Liveness", closed).put("periodSeconds", 1).put("failureThreshold", 2);
    make("dead", unhealthy);
    ObjectNode unready = body(1, STAYS);
    probe(unready, "Readiness", closed).put("periodSeconds", 1).put("failureThreshold", 1);
    make("unready", unready);

    AppsFixture.await(() -> onlyReplica("dead").restarts() > 0);
    assertThat(onlyReplica("dead").detail().orElse("")).doesNotContain("ProcessExited");
    AppsFixture.await(() -> running("unready") == 1);
    assertThat(onlyReplica("unready").restarts()).isZero();
    assertThat(onlyReplica("unready").ready()).isFalse();
    assertThat(revisions("unready").get(0).at("/properties/healthState").asString())
        .isEqualTo("Unhealthy");

    try (ServerSocket open = new ServerSocket()) {
      open.setReuseAddress(true);
      open.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), closed));
      AppsFixture.await(() -> onlyReplica("unready").ready());
    }
    held.close();
    delete("dead");
    delete("unready");
  }

  @Test
  void anImageThatIsNotThereShowsInTheRevision() throws Exception {
    ObjectNode body = body(1, STAYS);
    AppsFixture.container(body).put("image", "registry.example/none:1");
    make("no-image", body);

    AppsFixture.await(() -> onlyReplica("no-image").restarts() > 0);

    JsonNode revision = revisions("no-image").get(0).path("properties");
    assertThat(revision.path("provisioningState").asString()).isEqualTo("Failed");
    assertThat(revision.path("provisioningError").asString()).contains("ImagePullFailure");
    delete("no-image");
  }

  @Test
  void theEnvironmentStaysWhileItHasAnAppAndItsStoragesGoWithIt() throws Exception {
    assertThat(apps.admin.put(apps.environment("held"), apps.environmentBody("apps")).status())
        .isEqualTo(201);
    String storage = apps.environment("held") + "/storages/files";
    assertThat(apps.admin.put(storage, "{\"properties\":{}}").status()).isEqualTo(201);
    ObjectNode body = body(1, STAYS);
    ((ObjectNode) body.path("properties")).put("environmentId", apps.environment("held"));
    make("holder", body);

    Answer refused = apps.admin.delete(apps.environment("held"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().at("/error/code").asString())
        .isEqualTo("ManagedEnvironmentHasContainerApps");
    delete("holder");
    AppsFixture.await(() -> apps.admin.get(app("holder")).status() == 404);
    assertThat(apps.admin.delete(apps.environment("held")).status()).isIn(200, 202);
    AppsFixture.await(() -> apps.admin.get(storage).status() == 404);
  }

  @Test
  void whatTheEnvironmentDoesNotHoldIsRefusedAsAWhole() throws Exception {
    ObjectNode body = body(60, STAYS);
    ((ObjectNode) body.at("/properties/template/scale")).put("maxReplicas", 60);
    ObjectNode resources = (ObjectNode) AppsFixture.container(body).path("resources");
    resources.put("cpu", 4).put("memory", "8Gi");

    Answer refused = apps.admin.put(app("too-many"), body.toString());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().at("/error/code").asString())
        .isEqualTo("MaxAllowedCoresExceededForManagedEnvironment");
    assertThat(apps.admin.get(app("too-many")).status()).isEqualTo(404);
    assertThat(book().replicas(id("too-many"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "1a", "A-b", "a--b", "a-", "a23456789012345678901234567890-12"})
  void namesThatNoAppCanHave(String name) throws Exception {
    Answer refused = apps.admin.put(app(name), body(1, STAYS).toString());

    assertThat(refused.body().at("/error/code").asString()).isEqualTo("ContainerAppInvalidName");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/properties/template/scale | {\"minReplicas\":3,\"maxReplicas\":2} | maxReplicas",
        "/properties/template/scale | {\"minReplicas\":-1} | minReplicas",
        "/properties/template/scale | {\"maxReplicas\":1001} | maxReplicas",
        "/properties/template/scale | {\"rules\":[{\"name\":\"r\"}]} | exactly one",
        "/properties/template/scale | {\"rules\":[{\"name\":\"r\",\"custom\":{}}]} | type",
        "/properties/configuration | {\"activeRevisionsMode\":\"Triple\"} | Triple",
        "/properties/configuration | {\"ingress\":{\"targetPort\":80}} | ingress",
        "/properties/template/containers/0 | {\"probes\":[{\"type\":\"Liveness\"}]} | httpGet",
        "/properties/template/containers/0 | {\"probes\":[{\"type\":\"Odd\",\"tcpSocket\":{\"port\":1}}]} | Odd",
        "/properties/template/containers/0 | {\"probes\":[{\"type\":\"Startup\",\"tcpSocket\":{\"port\":0}}]} | port",
        "/properties/template | {\"revisionSuffix\":\"A_b\"} | revisionSuffix",
        "/properties | {\"environmentId\":\"nowhere\"} | environmentId",
      })
  void whatIsWrongIsNamed(String where, String change, String named) throws Exception {
    ObjectNode body = body(1, STAYS);
    ((ObjectNode) body.at(where)).setAll((ObjectNode) Json.parse(change));

    Answer refused = apps.admin.put(app("wrong"), body.toString());

    assertThat(refused.status()).as("%s", refused.body()).isEqualTo(400);
    assertThat(refused.body().at("/error/message").asString()).contains(named);
  }

  private static ObjectNode body(int replicas, String script) {
    ObjectNode body = apps.jobBody(AppsFixture.SHELL, script);
    ObjectNode properties = (ObjectNode) body.path("properties");
    properties.putObject("configuration").put("activeRevisionsMode", "Single");
    ((ObjectNode) properties.path("template"))
        .putObject("scale")
        .put("minReplicas", replicas)
        .put("maxReplicas", Math.max(1, replicas));
    return body;
  }

  private static ObjectNode probe(ObjectNode body, String type, int port) {
    ObjectNode probe = AppsFixture.container(body).putArray("probes").addObject();
    probe.put("type", type).putObject("tcpSocket").put("port", port);
    return probe;
  }

  /** Has a port where nobody is let in, and where nobody but a listener of ours can come. */
  private static Socket held() throws IOException {
    Socket socket = new Socket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return socket;
  }

  private static void make(String name, ObjectNode body) throws IOException {
    Answer made = apps.admin.put(app(name), body.toString());
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
  }

  private static void delete(String name) throws IOException {
    assertThat(apps.admin.delete(app(name)).status()).isIn(200, 202, 204);
  }

  private static String app(String name) {
    return apps.group() + "/providers/Microsoft.App/containerApps/" + name;
  }

  private static ResourceId id(String name) {
    return ResourceId.parse(app(name)).orElseThrow();
  }

  private static AppBook book() {
    return new AppBook(apps.emulator.cloud().store());
  }

  private static Replica onlyReplica(String name) {
    List<Replica> all = book().replicas(id(name));
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static String log(Replica replica) throws IOException {
    return apps.admin.get("/_emulator/replicas/" + replica.name() + "/log").raw().body();
  }

  private static JsonNode properties(String name) throws IOException {
    return apps.admin.get(app(name)).body().path("properties");
  }

  private static String status(String name) throws IOException {
    return properties(name).path("runningStatus").asString();
  }

  private static JsonNode revisions(String name) throws IOException {
    return apps.admin.get(app(name) + "/revisions").body().path("value");
  }

  private static JsonNode replicas(String name) throws IOException {
    String latest = properties(name).path("latestRevisionName").asString();
    return apps.admin.get(app(name) + "/revisions/" + latest + "/replicas").body().path("value");
  }

  private static long running(String name) throws IOException {
    return replicas(name)
        .valueStream()
        .filter(one -> one.at("/properties/runningState").asString().equals("Running"))
        .count();
  }
}
