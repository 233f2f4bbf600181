package io.haymaker.azure.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Inventory;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.emulator.fault.FaultRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphInventoryIT {

  private static final String GRAPH = "/providers/Microsoft.ResourceGraph/resources";
  private static final String VERSION = "2024-07-01";

  @TempDir static Path data;
  private static EmulatedAzure azure;

  private final RunId run = RunId.random();
  private final Owner owner = EmulatedAzure.owner(run);
  private ResourceId group;
  private Inventory inventory;

  @BeforeAll
  static void start() {
    azure = EmulatedAzure.in(data);
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  @BeforeEach
  void makeGroup() {
    group = group("inv-" + run.toString().substring(0, 8));
    inventory = azure.cloud().inventory();
  }

  @AfterEach
  void heal() {
    azure.heal();
  }

  @Test
  void everythingOfTheRunIsListedOnceWhateverItsOwnTagsSay() {
    ResourceId untagged = network(group, "untagged", "{}");
    ResourceId tagged = network(group, "tagged", tags(run));
    ResourceId elsewhere = network(foreignGroup(), "elsewhere", tags(run));
    network(foreignGroup(), "foreign", tags(RunId.random()));

    assertThat(items(inventory.ofRun(EmulatedAzure.OURS, run)))
        .extracting(Resource::id)
        .containsExactlyInAnyOrder(group, untagged, tagged, elsewhere);
    assertThat(items(inventory.ofRun(EmulatedAzure.OURS, RunId.random()))).isEmpty();
    assertThat(items(inventory.ofRun(new InstallationId("somebody-else"), run))).isEmpty();
  }

  @Test
  void anInventoryThatFailsIsNeverEmpty() {
    azure.failNext(9, "POST", GRAPH, 500, "InternalServerError");
    assertThat(inventory.ofRun(EmulatedAzure.OURS, run)).isInstanceOf(Listing.CouldNotLook.class);

    azure.heal();
    azure.fault(
        "POST", GRAPH, new FaultRule.Effect.Fail(400, "BadRequest", "ordered by the test"), 1);
    assertThat(inventory.ofRun(EmulatedAzure.OURS, run)).isInstanceOf(Listing.CouldNotLook.class);
  }

  @Test
  void aShortThrottleIsWaitedOut() {
    azure.fault("POST", GRAPH, new FaultRule.Effect.Throttle(Duration.ofSeconds(1)), 1);

    assertThat(items(inventory.ofRun(EmulatedAzure.OURS, run))).hasSize(1);
  }

  private ResourceId network(ResourceId in, String name, String tags) {
    String id = in + "/providers/Microsoft.Network/virtualNetworks/" + name;
    azure.put(
        id,
        VERSION,
        """
        {"location":"westeurope","tags":%s,
         "properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]}}}
        """
            .formatted(tags));
    return ResourceId.of(id);
  }

  private static String tags(RunId run) {
    return "{\"RunId\":\"%s\",\"HayMaker-Installation\":\"%s\"}".formatted(run, EmulatedAzure.OURS);
  }

  private static ResourceId foreignGroup() {
    String id = "/subscriptions/%s/resourceGroups/theirs".formatted(azure.subscription());
    azure.put(id, "2025-04-01", "{\"location\":\"westeurope\"}");
    return ResourceId.of(id);
  }

  private ResourceId group(String name) {
    Outcome<ResourceId> made = azure.cloud().groups().ensure(name, "westeurope", owner.tags());
    assertThat(made.isDone()).isTrue();
    return ResourceId.group(azure.subscription(), name);
  }

  private static <T> List<T> items(Listing<T> listing) {
    assertThat(listing).isInstanceOf(Listing.Complete.class);
    return ((Listing.Complete<T>) listing).items();
  }
}
