package io.haymaker.chaos.kill;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** What agents do that nobody wants: they crash, hang, lie, and make things when they are gone. */
final class Mischief {
  private final CloudDoor cloud;
  private final RandomGenerator chance;
  private final Clock clock;

  Mischief(CloudDoor cloud, RandomGenerator chance, Clock clock) {
    this.cloud = cloud;
    this.chance = chance;
    this.clock = clock;
  }

  /**
   * Does one of them, where there is somebody to do it.
   *
   * @return what was done, in a word
   */
  Optional<String> some() throws IOException {
    return switch (chance.nextInt(4)) {
      case 0 -> signal("KILL", "an agent crashed");
      case 1 -> signal("STOP", "an agent hangs");
      case 2 -> lie();
      default -> late();
    };
  }

  /** Agents that hang go on. */
  void letGoOn() throws IOException {
    for (ProcessHandle agent : agents()) {
      Signal.send("CONT", agent.pid());
    }
  }

  private Optional<String> signal(String name, String word) throws IOException {
    List<ProcessHandle> agents = agents();
    if (agents.isEmpty()) {
      return Optional.empty();
    }
    Signal.send(name, agents.get(chance.nextInt(agents.size())).pid());
    return Optional.of(word);
  }

  private List<ProcessHandle> agents() {
    return ProcessHandle.of(cloud.pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .filter(process -> process.info().commandLine().orElse("").contains("haymaker-agent"))
        .toList();
  }

  /** A resource that is there is said to be deleted. */
  private Optional<String> lie() throws IOException {
    for (JsonNode resource : listed("/resources")) {
      JsonNode tags = resource.path("tags");
      String id = resource.path("id").asString();
      if (tags.has("RunId") && !id.contains("/Microsoft.App/")) {
        cloud.publish(
            """
            {"event_id":"%s","event_type":"resource_deleted","run_id":"%s","scenario_name":"%s",
             "agent_id":"liar","timestamp":"%s","resource_id":"%s","message":"deleted it"}
            """
                .formatted(
                    UUID.randomUUID(),
                    tags.path("RunId").asString(),
                    tags.path("Scenario").asString(),
                    clock.instant(),
                    id));
        return Optional.of("an agent lied");
      }
    }
    return Optional.empty();
  }

  /** Something appears in a group of a run, whatever that does just now. */
  private Optional<String> late() throws IOException {
    for (JsonNode group : listed("/resourcegroups")) {
      if (group.path("tags").has("RunId")) {
        cloud.arm(
            "PUT",
            "%s/providers/Microsoft.Network/networkSecurityGroups/late-%d?api-version=2024-05-01"
                .formatted(group.path("id").asString(), chance.nextInt(1_000_000)),
            "{\"location\":\"%s\"}".formatted(group.path("location").asString()));
        return Optional.of("something appeared late");
      }
    }
    return Optional.empty();
  }

  private List<JsonNode> listed(String what) throws IOException {
    return cloud
        .arm("GET", cloud.subscription() + what + "?api-version=2024-11-01")
        .body()
        .path("value")
        .valueStream()
        .toList();
  }
}
