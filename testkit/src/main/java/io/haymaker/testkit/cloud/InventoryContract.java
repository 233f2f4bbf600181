package io.haymaker.testkit.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Inventory;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.scenario.ScenarioName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an inventory lists of a world in which several installations make things. */
public abstract class InventoryContract {
  private static final InstallationId US = new InstallationId("contract-ours");
  private static final InstallationId THEM = new InstallationId("contract-theirs");

  private final RunId run = RunId.random();
  private final Owner ours = new Owner(US, run, new ScenarioName("web"));
  private final Owner theirs = new Owner(THEM, RunId.random(), new ScenarioName("web"));

  protected abstract Inventory inventory();

  /** Makes a group that is listed at once. */
  protected abstract ResourceId group(String name, Map<String, String> tags);

  /** Makes a network in a group; it is listed at once. */
  protected abstract ResourceId network(ResourceId group, String name, Map<String, String> tags);

  /** What a test makes has names of its own. */
  private String name(String text) {
    return text + "-" + run.toString().substring(0, 8);
  }

  private static List<ResourceId> ids(Listing<Resource> listing) {
    assertThat(listing).isInstanceOf(Listing.Complete.class);
    return ((Listing.Complete<Resource>) listing).items().stream().map(Resource::id).toList();
  }

  @Test
  void aRunsListHoldsWhatIsTaggedAndWhatLiesInItsGroups() {
    ResourceId group = group(name("run"), ours.tags());
    ResourceId untagged = network(group, "untagged", Map.of());
    ResourceId anothers = network(group, "anothers", theirs.tags());
    ResourceId nobodys = group(name("nobodys"), Map.of());
    ResourceId elsewhere = network(nobodys, "elsewhere", ours.tags());
    network(nobodys, "neighbour", Map.of());

    assertThat(ids(inventory().ofRun(US, run)))
        .containsExactlyInAnyOrder(group, untagged, anothers, elsewhere);
    assertThat(ids(inventory().ofRun(US, RunId.random()))).isEmpty();
    assertThat(ids(inventory().ofRun(THEM, run))).isEmpty();
  }

  @Test
  void whatIsManagedCarriesTheTagOfWhateverInstallationOrOfTheProduct() {
    ResourceId group = group(name("ours"), ours.tags());
    ResourceId inside = network(group, "untagged", Map.of());
    ResourceId their = group(name("theirs"), theirs.tags());
    ResourceId nobodys = group(name("plain"), Map.of());
    ResourceId elsewhere = network(nobodys, "elsewhere", theirs.tags());
    ResourceId ofNoRun = network(nobodys, "ofnorun", Map.of(OwnerTags.INSTALLATION, US.value()));
    ResourceId productsOnly = network(nobodys, "product", Map.of(OwnerTags.MANAGED, "true"));
    ResourceId plain = network(nobodys, "plain", Map.of("team", "blue"));

    assertThat(ids(inventory().managed()))
        .contains(group, their, elsewhere, ofNoRun, productsOnly)
        .doesNotContain(inside, nobodys, plain)
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsManagedIsListedWithItsTags() {
    ResourceId group = group(name("tagged"), ours.tags());

    Listing<Resource> managed = inventory().managed();

    assertThat(((Listing.Complete<Resource>) managed).items())
        .filteredOn(resource -> resource.id().equals(group))
        .singleElement()
        .satisfies(resource -> assertThat(resource.tags()).isEqualTo(ours.tags()));
  }
}
