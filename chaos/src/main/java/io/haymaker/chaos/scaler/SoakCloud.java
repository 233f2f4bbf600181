package io.haymaker.chaos.scaler;

import io.haymaker.chaos.kill.CloudDoor;
import io.haymaker.chaos.kill.House;
import io.haymaker.chaos.scaler.Evidence.Asked;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An emulated cloud with a topic whose messages are worked on by containers of a workshop's. */
final class SoakCloud implements AutoCloseable {
  static final String TOPIC = "jobs";
  private static final String GROUP = "haymaker-emulator";
  private static final String IMAGE = "soak/worker:1";
  private static final String LOCATION = "westeurope";
  private static final String BUS_API = "?api-version=2024-01-01";
  private static final String GROUPS_API = "?api-version=2023-05-01";
  private static final Duration END = Duration.ofSeconds(20);

  /** Out of the way: the standard ones are 100 groups and cores, and 100 creates in 5 minutes. */
  private static final String QUOTAS =
      """
      {"operationTime":"PT0.1S","retryAfter":"PT0.1S","quotas":{
       "Microsoft.ContainerInstance/containerGroups":%1$d,
       "Microsoft.ContainerInstance/cores":%1$d,
       "containerInstances.createsPer5Minutes":%1$d,"containerInstances.createsPerHour":%1$d,
       "containerInstances.deletesPer5Minutes":%1$d,"containerInstances.deletesPerHour":%1$d}}
      """
          .formatted(1_000_000);

  private final Process process;
  private final CloudDoor door;

  private SoakCloud(Process process, CloudDoor door) {
    this.process = process;
    this.door = door;
  }

  /** Starts it in a folder; on return the topic has its subscriptions. */
  static SoakCloud start(House house, Path folder, Workshop workshop, List<String> subscriptions)
      throws IOException, InterruptedException {
    Path data = folder.resolve("emulator");
    Process process =
        house.emulator(
            folder.resolve("emulator.out"),
            List.of("--data", data.toString(), "--image", IMAGE + "=" + workshop.worker()));
    boolean done = false;
    try {
      var cloud = new SoakCloud(process, CloudDoor.awaited(data, process));
      cloud.furnish(subscriptions);
      done = true;
      return cloud;
    } finally {
      if (!done) {
        process.destroyForcibly();
      }
    }
  }

  private void furnish(List<String> subscriptions) throws IOException {
    good(door.control("PATCH", "/settings", QUOTAS));
    put("", "{}");
    for (String name : subscriptions) {
      put(
          "/subscriptions/" + name,
          "{\"properties\":{\"lockDuration\":\"PT5M\",\"maxDeliveryCount\":2000}}");
      put(
          "/subscriptions/" + name + "/rules/$Default",
          "{\"properties\":{\"sqlFilter\":{\"sqlExpression\":\"place = '%s'\"}}}".formatted(name));
    }
  }

  private void put(String path, String body) throws IOException {
    good(
        door.arm(
            "PUT",
            "%s/resourceGroups/%s/providers/Microsoft.ServiceBus/namespaces/haymaker-bus/topics/%s%s%s"
                .formatted(door.subscription(), GROUP, TOPIC, path, BUS_API),
            body));
  }

  private static JsonNode good(CloudDoor.Answer answer) throws IOException {
    if (!answer.isGood()) {
      throw new IOException("the cloud says %d %s".formatted(answer.status(), answer.body()));
    }
    return answer.body();
  }

  CloudDoor door() {
    return door;
  }

  /** On return the topic has them all. */
  void send(List<Letter> letters) throws IOException {
    List<Map<String, Object>> wire = letters.stream().map(Letter::wire).toList();
    good(door.publish(TOPIC, JsonMapper.shared().writeValueAsString(wire)));
  }

  /** The environment of a scaler, as an operator would write it. */
  Map<String, String> environment(int capacity) {
    var environment = new HashMap<String, String>();
    environment.put("AZURE_TENANT_ID", door.text("tenant_id"));
    environment.put("AZURE_CLIENT_ID", door.text("client_id"));
    environment.put("MAIN_SP_CLIENT_SECRET", door.text("client_secret"));
    environment.put("AZURE_AUTHORITY_HOST", door.text("authority_host"));
    environment.put("HAYMAKER_ARM_ENDPOINT", door.text("arm_endpoint"));
    environment.put("HAYMAKER_GRAPH_ENDPOINT", door.text("graph_endpoint"));
    environment.put("HAYMAKER_CA_FILE", door.text("ca_file"));
    environment.put("AZURE_SUBSCRIPTION_ID", door.text("subscription_id"));
    environment.put("AZURE_RESOURCE_GROUP", GROUP);
    environment.put("ACI_IMAGE", IMAGE);
    environment.put("ACI_NAME_PREFIX", "soak");
    environment.put("ACI_LOCATION", LOCATION);
    environment.put("ACI_MAX_INSTANCES", String.valueOf(capacity));
    environment.put("SB_CONNECTION_STR", door.text("service_bus_connection_string"));
    environment.put("SB_TOPIC_NAME", TOPIC);
    environment.put("INSTANCE_SUBSCRIPTION_ENV_NAME", "SUB");
    environment.put("SCALER_INTERVAL", "1s");
    environment.put("SCALER_RETRY_WAIT", "2s");
    environment.put("PROVISIONING_MAX_WORKERS", "16");
    environment.put("PROVISIONING_ORPHAN_CONFIRM_INTERVAL_SECONDS", "1");
    // None is needed, and this machine's is nobody's business here.
    environment.put("DOCKER_HOST", "unix:///nonexistent");
    return environment;
  }

  /** A container group that is there. */
  record Group(String name, String key) {}

  /** All container groups that are there, whatever state they are in. */
  List<Group> groups() throws IOException {
    JsonNode listed =
        good(
            door.arm(
                "GET",
                "%s/resourceGroups/%s/providers/Microsoft.ContainerInstance/containerGroups%s"
                    .formatted(door.subscription(), GROUP, GROUPS_API)));
    if (!listed.path("nextLink").asString("").isEmpty()) {
      throw new IOException("the container groups have more pages than this counts");
    }
    return listed.path("value").valueStream().map(SoakCloud::group).toList();
  }

  private static Group group(JsonNode group) {
    JsonNode tags = group.path("tags");
    return new Group(
        group.path("name").asString(),
        Letter.key(
            tags.path("subscription_name").asString("?"), tags.path("message_id").asString("?")));
  }

  /** What it was asked to make and to delete of container groups since its start, in order. */
  List<Asked> asked() throws IOException {
    JsonNode made = requests("PUT");
    JsonNode deleted = requests("DELETE");
    record Numbered(long number, Asked asked) {}
    return Stream.of(made, deleted)
        .flatMap(list -> list.path("value").valueStream())
        .map(
            one ->
                new Numbered(
                    one.path("number").asLong(),
                    new Asked(
                        one.path("method").asString(),
                        name(one.path("path").asString()),
                        one.path("status").asInt())))
        .sorted(java.util.Comparator.comparingLong(Numbered::number))
        .map(Numbered::asked)
        .toList();
  }

  private JsonNode requests(String method) throws IOException {
    JsonNode body = good(door.control("GET", "/requests?path=/containerGroups/&method=" + method));
    if (body.path("dropped").asLong() > 0) {
      throw new IOException("the cloud's record has lost its beginning");
    }
    return body;
  }

  private static String name(String path) {
    String[] parts = path.toLowerCase(Locale.ROOT).split("/containergroups/", 2);
    return parts[1].split("/", 2)[0];
  }

  /** On return it has ended, and its containers with it. */
  @Override
  public void close() {
    Ended.softly(process, END);
  }
}
