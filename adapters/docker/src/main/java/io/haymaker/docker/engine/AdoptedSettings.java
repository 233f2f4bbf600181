package io.haymaker.docker.engine;

import io.haymaker.core.ownership.InstallationId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The definition of a container that is made anew as ours: what the engine tells of the old one, as
 * it tells it, under the bounds of every container that we start.
 */
final class AdoptedSettings {
  /** The id of the container in whose place it is. */
  static final String FROM = "haymaker.adopted-from";

  private static final int SHORT_ID = 12;
  private static final long PROCESSES = 512;
  private static final long NANO = 1_000_000_000;

  private final JsonNode old;

  /**
   * @param inspected the engine's answer about the old one
   */
  AdoptedSettings(JsonNode inspected) {
    this.old = inspected;
  }

  /** Why it cannot be made ours. */
  Optional<String> objection() {
    JsonNode host = old.path("HostConfig");
    if (host.path("AutoRemove").asBoolean(false)) {
      return Optional.of("it is removed as soon as it is stopped (--rm)");
    }
    if (host.path("Privileged").asBoolean(false)) {
      return Optional.of("it is privileged, and no container of ours is");
    }
    for (JsonNode mount : old.path("Mounts")) {
      if (mount.path("Source").asString("").endsWith("docker.sock")) {
        return Optional.of("it sees the engine's socket, and no container of ours does");
      }
    }
    return Optional.empty();
  }

  /**
   * @param image under which the engine has its image
   */
  ObjectNode definition(InstallationId installation, String image, Instant now) {
    var definition = (ObjectNode) old.path("Config").deepCopy();
    String id = old.path("Id").asString("");
    if (id.startsWith(definition.path("Hostname").asString("?"))) {
      // The engine gave it the old one's id.
      definition.remove("Hostname");
    }
    definition.put("Image", image);
    definition
        .withObject("Labels")
        .put(ManagedLabels.INSTALLATION, installation.value())
        .put(ManagedLabels.MADE_AT, now.toString())
        .put(FROM, id);
    definition.set("HostConfig", host());
    definition.set("NetworkingConfig", networks());
    return definition;
  }

  private ObjectNode host() {
    var host = (ObjectNode) old.path("HostConfig").deepCopy();
    host.put("Init", true);
    host.set("RestartPolicy", JsonNodeFactory.instance.objectNode().put("Name", "no"));
    if (host.path("PidsLimit").asLong(0) <= 0) {
      host.put("PidsLimit", PROCESSES);
    }
    add(host, "SecurityOpt", "no-new-privileges:true");
    add(host, "CapDrop", "NET_RAW");
    boundLogs(host);
    wholeCores(host);
    keepVolumes(host);
    return host;
  }

  private static void add(ObjectNode host, String list, String value) {
    ArrayNode values =
        host.path(list) instanceof ArrayNode there ? there : JsonNodeFactory.instance.arrayNode();
    for (JsonNode one : values) {
      if (one.asString("").equals(value)) {
        return;
      }
    }
    host.set(list, values.add(value));
  }

  private static void boundLogs(ObjectNode host) {
    JsonNode logs = host.path("LogConfig");
    if (logs.path("Type").asString("json-file").equals("json-file")
        && !logs.path("Config").has("max-size")) {
      ObjectNode bound = JsonNodeFactory.instance.objectNode().put("Type", "json-file");
      bound.putObject("Config").put("max-size", "10m").put("max-file", "2");
      host.set("LogConfig", bound);
    }
  }

  /** A share of a period cannot be changed by cores later. */
  private static void wholeCores(ObjectNode host) {
    long quota = host.path("CpuQuota").asLong(0);
    if (quota > 0) {
      long period = host.path("CpuPeriod").asLong(0);
      host.put("NanoCpus", quota * NANO / (period > 0 ? period : 100_000));
      host.put("CpuQuota", 0).put("CpuPeriod", 0);
    }
  }

  /** Volumes without a name were made for the old one; the new one goes on with them. */
  private void keepVolumes(ObjectNode host) {
    Set<String> named = new HashSet<>();
    host.path("Binds").forEach(bind -> named.add(bind.asString("").split(":", -1)[1]));
    host.path("Mounts").forEach(mount -> named.add(mount.path("Target").asString("")));
    for (JsonNode mount : old.path("Mounts")) {
      String place = mount.path("Destination").asString("");
      if (mount.path("Type").asString("").equals("volume") && named.add(place)) {
        String bind =
            mount.path("Name").asString("")
                + ":"
                + place
                + (mount.path("RW").asBoolean(true) ? "" : ":ro");
        add(host, "Binds", bind);
      }
    }
  }

  /** All its networks, each with the names that were chosen for it there. */
  private ObjectNode networks() {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    ObjectNode endpoints = config.putObject("EndpointsConfig");
    String shortId = old.path("Id").asString("").substring(0, SHORT_ID);
    old.path("NetworkSettings")
        .path("Networks")
        .properties()
        .forEach(
            network -> {
              ObjectNode endpoint = endpoints.putObject(network.getKey());
              ArrayNode aliases = endpoint.putArray("Aliases");
              network
                  .getValue()
                  .path("Aliases")
                  .forEach(
                      alias -> {
                        if (!alias.asString("").equals(shortId)) {
                          aliases.add(alias.asString(""));
                        }
                      });
            });
    return config;
  }
}
