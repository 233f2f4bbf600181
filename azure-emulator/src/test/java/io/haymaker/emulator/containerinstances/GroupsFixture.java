package io.haymaker.emulator.containerinstances;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient;
import io.haymaker.emulator.CloudClient.Answer;
import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorOptions;
import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.time.Pauser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An emulator with a resource group, and short words for container groups in it. */
final class GroupsFixture implements AutoCloseable {

  /** Runs what its variable {@code SCRIPT} says. */
  static final String SHELL = "test/shell:1";

  /** Is known, and cannot be started. */
  static final String BROKEN = "test/broken:1";

  static final String GROUP = "instances";

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration STEP = Duration.ofMillis(20);

  final Emulator emulator;
  final CloudClient admin;

  private GroupsFixture(Emulator emulator) throws IOException {
    this.emulator = emulator;
    this.admin = CloudClient.administrator(emulator.info());
  }

  static GroupsFixture start(Path data) throws IOException {
    EmulatorOptions options =
        EmulatorOptions.in(data)
            .withSettings(Settings.immediate())
            .withImage(SHELL, List.of("/bin/sh", "-c", "eval \"$SCRIPT\""))
            .withImage(BROKEN, List.of("/nowhere/to/be/found"));
    GroupsFixture fixture = new GroupsFixture(Emulator.start(options));
    fixture.admin.put(fixture.group(), "{\"location\":\"westeurope\"}");
    return fixture;
  }

  String subscription() {
    return "/subscriptions/" + emulator.info().subscriptionId();
  }

  String group() {
    return subscription() + "/resourceGroups/" + GROUP;
  }

  String groups() {
    return group() + "/providers/Microsoft.ContainerInstance/containerGroups";
  }

  String path(String name) {
    return groups() + "/" + name;
  }

  /** A group of one container, never begun again, that runs a script. */
  ObjectNode body(String script) {
    ObjectNode body = Json.object().put("location", "westeurope");
    ObjectNode properties = body.putObject("properties");
    properties.put("osType", "Linux").put("restartPolicy", "Never");
    properties.putArray("containers").add(container("main", script));
    return body;
  }

  static ObjectNode container(String name, String script) {
    ObjectNode container = Json.object().put("name", name);
    ObjectNode properties = container.putObject("properties").put("image", SHELL);
    properties
        .putArray("environmentVariables")
        .addObject()
        .put("name", "SCRIPT")
        .put("value", script);
    properties.putObject("resources").putObject("requests").put("cpu", 1.0).put("memoryInGB", 1.5);
    return container;
  }

  static ObjectNode properties(ObjectNode body) {
    return (ObjectNode) body.path("properties");
  }

  static ObjectNode only(ObjectNode body) {
    return (ObjectNode) body.at("/properties/containers/0/properties");
  }

  Answer put(String name, ObjectNode body) throws IOException {
    return admin.put(path(name), body.toString());
  }

  void made(String name, ObjectNode body) throws IOException {
    Answer answer = put(name, body);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
  }

  /** The properties of a group, read by itself. */
  JsonNode read(String name) throws IOException {
    return admin.get(path(name)).body().path("properties");
  }

  String state(String name) throws IOException {
    return read(name).at("/instanceView/state").asString("");
  }

  JsonNode life(String name) throws IOException {
    return read(name).at("/containers/0/properties/instanceView");
  }

  /** Waits until every container of a group has begun, whatever became of it then. */
  void awaitBegun(String name) throws Exception {
    await(
        () -> {
          for (JsonNode one : read(name).path("containers")) {
            if (!one.at("/properties/instanceView/currentState").has("startTime")) {
              return false;
            }
          }
          return true;
        });
  }

  void awaitState(String name, String wanted) throws Exception {
    await(() -> state(name).equals(wanted));
  }

  String log(String name, String query) throws IOException {
    return admin
        .get(path(name) + "/containers/main/logs?api-version=2023-05-01" + query)
        .body()
        .path("content")
        .asString("");
  }

  void pass(Duration length) {
    emulator.cloud().clock().advance(length);
  }

  void settings(String json) {
    emulator.cloud().settings().change((ObjectNode) Json.parse(json));
  }

  static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("gave up waiting").isLessThan(end);
      Pauser.realTime().pause(STEP);
    }
  }

  @Override
  public void close() throws IOException {
    emulator.close();
  }
}
