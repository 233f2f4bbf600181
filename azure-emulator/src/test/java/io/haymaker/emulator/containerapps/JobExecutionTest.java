package io.haymaker.emulator.containerapps;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient.Answer;
import io.haymaker.emulator.process.ProcessMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class JobExecutionTest {

  /** Ends when it is asked to, and says so. */
  private static final String POLITE =
      "trap 'echo asked; exit 0' TERM; echo ready; while :; do sleep 0.05; done";

  /** Does not end when it is asked to. */
  private static final String STUBBORN =
      "trap 'echo asked' TERM; sleep 1000 & echo child $!; while :; do wait; sleep 0.05; done";

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
  void aChildSeesItsContainersVariablesAndPathAndNothingElse() throws Exception {
    ObjectNode body = apps.jobBody(AppsFixture.ENV);
    AppsFixture.container(body)
        .putArray("env")
        .addObject()
        .put("name", "PLAIN")
        .put("value", "a b");
    AppsFixture.container(body)
        .withArray("env")
        .addObject()
        .put("name", "SECRET")
        .put("secretRef", "by-value");
    ObjectNode configuration = (ObjectNode) body.at("/properties/configuration");
    configuration
        .putArray("secrets")
        .addObject()
        .put("name", "by-value")
        .put("value", "sesame-7531");
    apps.makeJob("env-job", body);
    String execution = apps.startJob("env-job");

    JsonNode ended = apps.awaitEnd("env-job", execution);

    assertThat(ended.path("status").asString()).isEqualTo("Succeeded");
    assertThat(ended.path("endTime").isString()).isTrue();
    assertThat(apps.log(execution).lines())
        .containsExactlyInAnyOrder(
            "PLAIN=a b", "SECRET=sesame-7531", "PATH=" + System.getenv("PATH"));
    assertThat(ended.toString()).doesNotContain("sesame");
    assertThat(apps.admin.get(apps.job("env-job")).body().toString())
        .contains("by-value")
        .doesNotContain("sesame");
    assertThat(
            apps.admin
                .post(apps.job("env-job") + "/listSecrets", "")
                .body()
                .at("/value/0/value")
                .asString())
        .isEqualTo("sesame-7531");
    AppsFixture.await(JobExecutionTest::noFolderIsLeft);
    try (Stream<Path> files = Files.walk(data)) {
      List<Path> telling =
          files.filter(Files::isRegularFile).filter(file -> contains(file, "sesame-7531")).toList();
      assertThat(telling)
          .extracting(file -> data.relativize(file).toString())
          .containsExactlyInAnyOrder("vault.log", "executions/" + execution + ".log");
    }
  }

  @Test
  void theExitCodeDecides() throws Exception {
    apps.makeJob("failing", apps.jobBody(AppsFixture.SHELL, "echo out; echo err >&2; exit 7"));
    String execution = apps.startJob("failing");
    JsonNode ended = apps.awaitEnd("failing", execution);
    assertThat(ended.path("status").asString()).isEqualTo("Failed");
    assertThat(AppsFixture.reason(ended)).startsWith("ProcessExited").contains("7");
    assertThat(apps.log(execution)).contains("out", "err");
  }

  @Test
  void aFailedReplicaIsStartedAgainAsOftenAsTheJobSays() throws Exception {
    ObjectNode body =
        apps.jobBody(
            AppsFixture.SHELL,
            "echo try; test -f second && exit 0; test -f first && touch second; touch first; exit 1");
    ((ObjectNode) body.at("/properties/configuration")).put("replicaRetryLimit", 2);
    apps.makeJob("retried", body);
    String execution = apps.startJob("retried");
    assertThat(apps.awaitEnd("retried", execution).path("status").asString())
        .isEqualTo("Succeeded");
    assertThat(apps.log(execution)).isEqualTo("try\ntry\ntry\n");
    AppsFixture.await(() -> Files.notExists(data.resolve("executions").resolve(execution)));
  }

  @Test
  void anUnknownImageFailsTheExecution() throws Exception {
    apps.makeJob("no-image", apps.jobBody("registry.example/nothing:1"));
    JsonNode ended = apps.awaitEnd("no-image", apps.startJob("no-image"));
    assertThat(ended.path("status").asString()).isEqualTo("Failed");
    assertThat(AppsFixture.reason(ended))
        .startsWith("ImagePullFailure")
        .contains("registry.example/nothing:1");
  }

  @Test
  void aTemplateInTheStartReplacesTheWholeOne() throws Exception {
    ObjectNode body = apps.jobBody(AppsFixture.ENV);
    AppsFixture.container(body).putArray("env").addObject().put("name", "OLD").put("value", "1");
    apps.makeJob("replaced", body);
    ObjectNode template = apps.template(AppsFixture.SHELL, "echo new; env");
    Answer started = apps.admin.post(apps.job("replaced") + "/start", template.toString());
    String execution = started.body().path("name").asString();
    assertThat(started.body().path("id").asString())
        .endsWith("/jobs/replaced/executions/" + execution);
    apps.awaitEnd("replaced", execution);
    assertThat(apps.log(execution)).startsWith("new").doesNotContain("OLD");
    Answer incomplete =
        apps.admin.post(apps.job("replaced") + "/start", "{\"containers\":[{\"name\":\"x\"}]}");
    assertThat(incomplete.status()).isEqualTo(400);
  }

  @Test
  void aStopIsAskedForFirst() throws Exception {
    apps.makeJob("stopped", apps.jobBody(AppsFixture.SHELL, POLITE));
    String execution = apps.startJob("stopped");
    apps.awaitLog(execution, "ready");
    assertThat(apps.execution("stopped", execution).path("status").asString()).isEqualTo("Running");
    assertThat(
            apps.admin
                .post(apps.job("stopped") + "/executions/" + execution + "/stop", "")
                .status())
        .isEqualTo(200);
    assertThat(apps.awaitEnd("stopped", execution).path("status").asString()).isEqualTo("Stopped");
    assertThat(apps.log(execution)).contains("asked");
  }

  @Test
  void allExecutionsOfAJobStopTogetherAndAreListed() throws Exception {
    apps.makeJob("many", apps.jobBody(AppsFixture.SHELL, POLITE));
    String one = apps.startJob("many");
    String other = apps.startJob("many");
    apps.awaitLog(one, "ready");
    apps.awaitLog(other, "ready");
    assertThat(apps.admin.get(apps.job("many") + "/executions").body().path("value")).hasSize(2);
    assertThat(apps.admin.post(apps.job("many") + "/stop", "").body().path("value")).hasSize(2);
    assertThat(apps.awaitEnd("many", one).path("status").asString()).isEqualTo("Stopped");
    assertThat(apps.awaitEnd("many", other).path("status").asString()).isEqualTo("Stopped");
    assertThat(apps.admin.get(apps.job("many") + "/executions/none").status()).isEqualTo(404);
  }

  @Test
  void theTimeoutEndsWhatDoesNotEndAndAllThatItStarted() throws Exception {
    apps.makeJob("endless", apps.jobBody(AppsFixture.SHELL, STUBBORN));
    String execution = apps.startJob("endless");
    apps.awaitLog(execution, "child");
    long grandchild = Long.parseLong(apps.log(execution).strip().split(" ", 2)[1]);

    apps.emulator.cloud().clock().advance(Duration.ofSeconds(61));
    apps.awaitLog(execution, "asked");
    assertThat(apps.execution("endless", execution).path("status").asString()).isEqualTo("Running");

    apps.emulator.cloud().clock().advance(Duration.ofSeconds(31));
    JsonNode ended = apps.awaitEnd("endless", execution);
    assertThat(ended.path("status").asString()).isEqualTo("Failed");
    assertThat(AppsFixture.reason(ended)).startsWith("DeadlineExceeded");
    AppsFixture.await(() -> !isAlive(grandchild));
  }

  @Test
  void anExecutionCanBeLostWithItsNodeWhileItsJobStays() throws Exception {
    apps.makeJob("forgetful", apps.jobBody(AppsFixture.SHELL, POLITE));
    String execution = apps.startJob("forgetful");
    apps.awaitLog(execution, "ready");
    long pid = process(execution).pid();

    String forget = "/_emulator/executions/" + execution + "/forget";
    assertThat(apps.admin.post(forget, "").status()).isEqualTo(204);

    AppsFixture.await(() -> !isAlive(pid));
    assertThat(apps.admin.get(apps.job("forgetful") + "/executions").body().path("value"))
        .isEmpty();
    assertThat(apps.admin.get(apps.job("forgetful")).status()).isEqualTo(200);
    assertThat(apps.admin.post(forget, "").status()).isEqualTo(404);
  }

  @Test
  void deletingAJobEndsWhatRunsOfIt() throws Exception {
    apps.makeJob("deleted", apps.jobBody(AppsFixture.SHELL, POLITE));
    String execution = apps.startJob("deleted");
    apps.awaitLog(execution, "ready");
    long pid = process(execution).pid();
    assertThat(apps.admin.delete(apps.job("deleted")).status()).isIn(200, 202, 204);
    AppsFixture.await(() -> !isAlive(pid));
    AppsFixture.await(
        () -> new ExecutionBook(apps.emulator.cloud().store()).find(execution).isEmpty());
  }

  @Test
  void aSecretInTheVaultIsReadAtTheStartWithTheJobsIdentity() throws Exception {
    String identity =
        apps.group() + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/reader";
    JsonNode made = apps.admin.put(identity, "{\"location\":\"westeurope\"}").body();
    VaultHelp vault = new VaultHelp(apps);
    String url = vault.set("sp-secret", "from-the-vault-42");
    ObjectNode body = apps.jobBody(AppsFixture.SHELL, "echo got $CREDENTIAL");
    body.putObject("identity")
        .put("type", "UserAssigned")
        .putObject("userAssignedIdentities")
        .putObject(identity);
    ((ObjectNode) body.at("/properties/configuration"))
        .putArray("secrets")
        .addObject()
        .put("name", "sp-client-secret")
        .put("keyVaultUrl", url)
        .put("identity", identity);
    AppsFixture.container(body)
        .putArray("env")
        .addObject()
        .put("name", "CREDENTIAL")
        .put("secretRef", "sp-client-secret");
    apps.makeJob("vaulted", body);

    JsonNode forbidden = apps.awaitEnd("vaulted", apps.startJob("vaulted"));
    assertThat(forbidden.path("status").asString()).isEqualTo("Failed");
    assertThat(AppsFixture.reason(forbidden))
        .startsWith("ContainerCreateFailure")
        .contains("not allowed");

    vault.allow(made.at("/properties/principalId").asString());
    String execution = apps.startJob("vaulted");
    assertThat(apps.awaitEnd("vaulted", execution).path("status").asString())
        .isEqualTo("Succeeded");
    assertThat(apps.log(execution)).isEqualTo("got from-the-vault-42\n");

    vault.delete("sp-secret");
    JsonNode missing = apps.awaitEnd("vaulted", apps.startJob("vaulted"));
    assertThat(missing.path("status").asString()).isEqualTo("Failed");
    assertThat(AppsFixture.reason(missing)).contains("sp-client-secret", "not found");
  }

  @Test
  void theJobsOwnIdentityLivesAndDiesWithIt() throws Exception {
    VaultHelp vault = new VaultHelp(apps);
    String url = vault.set("own-secret", "own-value");
    ObjectNode body = apps.jobBody(AppsFixture.SHELL, "echo got $CREDENTIAL");
    body.putObject("identity").put("type", "SystemAssigned");
    ((ObjectNode) body.at("/properties/configuration"))
        .putArray("secrets")
        .addObject()
        .put("name", "own")
        .put("keyVaultUrl", url)
        .put("identity", "system");
    AppsFixture.container(body)
        .putArray("env")
        .addObject()
        .put("name", "CREDENTIAL")
        .put("secretRef", "own");
    apps.makeJob("own-identity", body);
    JsonNode identity = apps.admin.get(apps.job("own-identity")).body().path("identity");
    String principal = identity.path("principalId").asString();
    assertThat(identity.propertyNames()).doesNotContain("_clientId");
    vault.allow(principal);

    String execution = apps.startJob("own-identity");
    apps.awaitEnd("own-identity", execution);
    assertThat(apps.log(execution)).isEqualTo("got own-value\n");

    apps.admin.delete(apps.job("own-identity"));
    assertThat(vault.principalExists(principal)).isFalse();
  }

  @Test
  void theOutputIsForTheAdministratorOnlyAndOnlyOfWhatRan() throws Exception {
    assertThat(apps.admin.get("/_emulator/executions/none/log").status()).isEqualTo(404);
  }

  private static ProcessMark process(String execution) {
    return new ExecutionBook(apps.emulator.cloud().store())
        .find(execution)
        .flatMap(Execution::process)
        .orElseThrow();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** The folders of executions go after their ends were put on record. */
  private static boolean noFolderIsLeft() throws IOException {
    try (Stream<Path> all = Files.list(data.resolve("executions"))) {
      return all.noneMatch(Files::isDirectory);
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
