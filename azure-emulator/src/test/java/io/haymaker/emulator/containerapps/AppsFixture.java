package io.haymaker.emulator.containerapps;

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

/**
 * An emulator with a group, a delegated subnet and an environment, and short words for jobs in it.
 */
final class AppsFixture implements AutoCloseable {

  static final String SHELL = "test/shell:1";
  static final String ENV = "test/env:1";
  static final String GROUP = "apps";

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration STEP = Duration.ofMillis(20);

  final Emulator emulator;
  final CloudClient admin;

  private AppsFixture(Emulator emulator) throws IOException {
    this.emulator = emulator;
    this.admin = CloudClient.administrator(emulator.info());
  }

  static AppsFixture start(Path data) throws IOException {
    EmulatorOptions options =
        EmulatorOptions.in(data)
            .withSettings(Settings.immediate())
            .withImage(SHELL, List.of("/bin/sh", "-c"))
            .withImage(ENV, List.of("/usr/bin/env"));
    return new AppsFixture(Emulator.start(options));
  }

  /** The group, the network and the environment {@code env}. */
  AppsFixture withEnvironment() throws IOException {
    assertThat(admin.put(group(), "{\"location\":\"westeurope\"}").status()).isEqualTo(201);
    String network =
        """
        {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":[
          {"name":"apps","properties":{"addressPrefix":"10.0.0.0/27",
            "delegations":[{"name":"d","properties":{"serviceName":"Microsoft.App/environments"}}]}},
          {"name":"small","properties":{"addressPrefix":"10.0.1.0/28",
            "delegations":[{"name":"d","properties":{"serviceName":"Microsoft.App/environments"}}]}},
          {"name":"plain","properties":{"addressPrefix":"10.0.2.0/24"}}]}}
        """;
    assertThat(
            admin
                .put(group() + "/providers/Microsoft.Network/virtualNetworks/net", network)
                .status())
        .isEqualTo(201);
    Answer made = admin.put(environment("env"), environmentBody("apps"));
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    return this;
  }

  String environmentBody(String subnet) {
    return """
    {"location":"westeurope","properties":{
      "vnetConfiguration":{"infrastructureSubnetId":"%s","internal":true},
      "workloadProfiles":[{"name":"Consumption","workloadProfileType":"Consumption"},
        {"name":"large","workloadProfileType":"E16","minimumCount":0,"maximumCount":5}]}}
    """
        .formatted(group() + "/providers/Microsoft.Network/virtualNetworks/net/subnets/" + subnet);
  }

  String group() {
    return "/subscriptions/" + emulator.info().subscriptionId() + "/resourceGroups/" + GROUP;
  }

  String environment(String name) {
    return group() + "/providers/Microsoft.App/managedEnvironments/" + name;
  }

  String job(String name) {
    return group() + "/providers/Microsoft.App/jobs/" + name;
  }

  /** A job on Consumption that runs an image with arguments. */
  ObjectNode jobBody(String image, String... arguments) {
    ObjectNode body = Json.object().put("location", "westeurope");
    ObjectNode properties = body.putObject("properties");
    properties.put("environmentId", environment("env"));
    properties.put("workloadProfileName", "Consumption");
    properties.putObject("configuration").put("triggerType", "Manual").put("replicaTimeout", 60);
    properties.set("template", template(image, arguments));
    return body;
  }

  ObjectNode template(String image, String... arguments) {
    ObjectNode template = Json.object();
    ObjectNode container = template.putArray("containers").addObject();
    container.put("name", "agent").put("image", image);
    for (String argument : arguments) {
      container.withArray("args").add(argument);
    }
    container.putObject("resources").put("cpu", 0.25).put("memory", "0.5Gi");
    return template;
  }

  static ObjectNode container(ObjectNode body) {
    return (ObjectNode) body.at("/properties/template/containers/0");
  }

  void makeJob(String name, ObjectNode body) throws IOException {
    Answer made = admin.put(job(name), body.toString());
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
  }

  /** Starts a job; gives the execution's name. */
  String startJob(String name) throws IOException {
    Answer started = admin.post(job(name) + "/start", "");
    assertThat(started.status()).as("%s", started.body()).isEqualTo(200);
    return started.body().path("name").asString();
  }

  JsonNode execution(String job, String execution) throws IOException {
    return admin.get(job(job) + "/executions/" + execution).body().path("properties");
  }

  /** Waits until an execution has a status other than Processing and Running. */
  JsonNode awaitEnd(String job, String execution) throws Exception {
    await(
        () ->
            !List.of("Processing", "Running")
                .contains(execution(job, execution).path("status").asString()));
    return execution(job, execution);
  }

  String log(String execution) throws IOException {
    return admin.get("/_emulator/executions/" + execution + "/log").raw().body();
  }

  /** Waits until what runs has said this and is on record as running: that comes second. */
  void awaitLog(String execution, String text) throws Exception {
    ExecutionBook book = new ExecutionBook(emulator.cloud().store());
    await(
        () ->
            log(execution).contains(text)
                && book.find(execution).flatMap(Execution::process).isPresent());
  }

  static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("gave up waiting").isLessThan(end);
      Pauser.realTime().pause(STEP);
    }
  }

  static String reason(JsonNode execution) {
    return execution
        .at("/detailedStatus/replicas/0/containers/0/additionalInformation")
        .asString("");
  }

  @Override
  public void close() throws IOException {
    emulator.close();
  }
}
