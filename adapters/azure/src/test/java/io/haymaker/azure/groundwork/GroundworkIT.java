package io.haymaker.azure.groundwork;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.emulator.cloud.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroundworkIT {
  private static final GroundworkPlan PLAN =
      new GroundworkPlan(
          "group",
          "westeurope",
          "vnet",
          "containers",
          "agents",
          "environment",
          new GroundworkPlan.Profile("agents", "E16", 0, 10));

  @TempDir Path data;

  /** What one of them is changing the other may not change: it waits for its turn. */
  @Test
  void severalWhoLayTheSameAtTheSameTimeAllFindItLaid() throws Exception {
    try (var azure = EmulatedAzure.in(data, options -> options.withSettings(Settings.standard()));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Groundwork groundwork = azure.cloud().groundwork();
      ResourceId vault =
          ((Listing.Complete<ResourceId>) groundwork.ofType("Microsoft.KeyVault/vaults"))
              .items()
              .getFirst();
      Callable<Outcome<Groundwork.Laid>> work = () -> groundwork.lay(PLAN, vault);
      List<Outcome<Groundwork.Laid>> outcomes = new ArrayList<>();
      for (Future<Outcome<Groundwork.Laid>> each :
          threads.invokeAll(List.of(work, work, work, work))) {
        outcomes.add(each.get());
      }

      assertThat(outcomes).hasOnlyElementsOfType(Outcome.Done.class);
      assertThat(outcomes.stream().distinct()).hasSize(1);
    }
  }
}
