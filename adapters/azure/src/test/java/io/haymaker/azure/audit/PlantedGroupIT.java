package io.haymaker.azure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.azure.instances.RegionQuota;
import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.audit.AuditReads.Scope;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.scaler.PlatformRoom;
import io.haymaker.emulator.cloud.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Container groups that nobody's book knows: who looks for them, and what room they take. */
class PlantedGroupIT {
  private static final String VERSION = "2023-05-01";
  private static final RunId RUN = RunId.random();

  @TempDir Path data;
  private EmulatedAzure azure;

  @BeforeEach
  void start() {
    azure =
        EmulatedAzure.in(
            data,
            options ->
                options
                    .withSettings(Settings.immediate())
                    .withImage("test/ends:1", List.of("/bin/sh", "-c", "exit 0")));
    azure.put(
        "/subscriptions/%s/resourceGroups/planted".formatted(azure.subscription()),
        "2025-04-01",
        "{\"location\":\"westeurope\"}");
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  private void plant(String name, InstallationId owner) {
    var tags = new HashMap<>(EmulatedAzure.owner(RUN).tags());
    tags.put(OwnerTags.INSTALLATION, owner.value());
    String json =
        tags.entrySet().stream()
            .map(tag -> "\"%s\":\"%s\"".formatted(tag.getKey(), tag.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
    azure.put(
        "/subscriptions/%s/resourceGroups/planted/providers/Microsoft.ContainerInstance/containerGroups/%s"
            .formatted(azure.subscription(), name),
        VERSION,
        """
        {"location":"westeurope","tags":%s,"properties":{"osType":"Linux","restartPolicy":"Never",
          "containers":[{"name":"c","properties":{"image":"test/ends:1",
            "resources":{"requests":{"cpu":2.0,"memoryInGB":1.0}}}}]}}
        """
            .formatted(json));
  }

  @Test
  void aPlantedGroupOfOursIsFoundByTheAuditorsOwnEyes() {
    AuditReads reads = azure.cloud().audit();
    Scope ours = new Scope(EmulatedAzure.OURS, Optional.empty());
    assertThat(reads.containers(ours)).isEqualTo(Listing.complete(List.of()));

    plant("left-over", EmulatedAzure.OURS);
    plant("of-others", new InstallationId("theirs-99"));

    assertThat(reads.containers(ours))
        .isEqualTo(Listing.complete(List.of("container group left-over")));
    assertThat(reads.containers(Scope.of(EmulatedAzure.OURS, RUN)))
        .isEqualTo(Listing.complete(List.of("container group left-over")));
    assertThat(reads.containers(Scope.of(EmulatedAzure.OURS, RunId.random())))
        .isEqualTo(Listing.complete(List.of()));
  }

  @Test
  void aFailedLookAtGroupsIsNoCleanOne() {
    azure.failNext(
        100, "GET", "**/providers/Microsoft.ContainerInstance/containerGroups", 500, "Oops");
    assertThat(azure.cloud().audit().containers(new Scope(EmulatedAzure.OURS, Optional.empty())))
        .isInstanceOf(Listing.CouldNotLook.class);
  }

  @Test
  void theRegionsRoomForGroupsAndCoresIsComparedWithTheNeed() {
    plant("one", EmulatedAzure.OURS);
    var check = new RegionQuota(azure.cloud().containerInstancesUsage(), "westeurope", 2);

    assertThat(check.roomFor(10)).isInstanceOf(PlatformRoom.Enough.class);
    assertThat(check.roomFor(100))
        .isInstanceOfSatisfying(
            PlatformRoom.TooLittle.class,
            groups -> {
              assertThat(groups.message())
                  .contains("in westeurope, ContainerGroups: 100 are needed, 1 of 100 are used")
                  .contains("StandardCores: 200 are needed");
              assertThat(groups.whatToDo())
                  .contains("ContainerGroups of at least 101 and StandardCores of");
            });
    assertThat(check.roomFor(60))
        .isInstanceOfSatisfying(
            PlatformRoom.TooLittle.class,
            cores ->
                assertThat(cores.whatToDo())
                    .contains("StandardCores")
                    .doesNotContain("ContainerGroups of"));

    azure.failNext(100, "GET", "**/locations/westeurope/usages", 500, "Oops");
    assertThat(check.roomFor(1))
        .as("who cannot look finds no room")
        .isInstanceOfSatisfying(
            PlatformRoom.NotKnown.class, failed -> assertThat(failed.message()).contains("Oops"));
  }
}
