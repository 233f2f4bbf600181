package io.haymaker.azure.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.scenario.ScenarioName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArmResourcesIT {

  private static final Duration FOLLOW = Duration.ofSeconds(30);
  private static final String NETWORK_VERSION = "2024-07-01";

  @TempDir static Path data;
  private static EmulatedAzure azure;

  private final RunId run = RunId.random();
  private final Owner owner = EmulatedAzure.owner(run);
  private final String name = "hm-web-" + run.toString().substring(0, 8);
  private ResourceId group;
  private String networks;

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
    group = value(azure.cloud().groups().ensure(name, "westeurope", owner.tags()));
    networks = group + "/providers/Microsoft.Network";
  }

  @AfterEach
  void heal() {
    azure.heal();
  }

  @Test
  void aGroupIsMadeOnceAndTakesNewTags() {
    var more = new HashMap<>(owner.tags());
    more.put("colour", "blue");

    assertThat(azure.cloud().groups().ensure(name, "northeurope", more))
        .isEqualTo(Outcome.done(group));

    assertThat(read(group).tags()).containsAllEntriesOf(more);
  }

  @Test
  void aGroupThatIsNotOursIsLeftAlone() {
    var theirs = new Owner(new InstallationId("somebody-else"), run, new ScenarioName("web"));

    assertThat(azure.cloud().groups().ensure(name, "westeurope", theirs.tags()).obstacle())
        .get()
        .matches(problem -> problem.is("NotOurs"));
    assertThat(OwnerTags.carry(read(group).tags(), EmulatedAzure.OURS)).isTrue();
  }

  @Test
  void aGroupWhoseAnswerWasLostIsFound() {
    azure.loseNext("PUT", "/subscriptions/*/resourcegroups/" + name + "-b");
    assertThat(azure.cloud().groups().ensure(name + "-b", "westeurope", owner.tags()))
        .isInstanceOf(Outcome.Unknown.class);

    assertThat(azure.cloud().groups().ensure(name + "-b", "westeurope", owner.tags()).isDone())
        .isTrue();
  }

  @Test
  void aReadShowsTagsAndWhatTheResourceNeeds() {
    ResourceId subnet = makeNetwork();
    ResourceId nic = makeNic(subnet);

    Resource seen = read(nic);

    assertThat(seen.references()).containsExactly(subnet);
    assertThat(read(subnet).references()).isEmpty();
    assertThat(azure.cloud().reader().read(ResourceId.of(networks + "/virtualNetworks/no")))
        .isEqualTo(Look.absent());
    azure.failNext(9, "GET", "/subscriptions/**/networkInterfaces/n", 500, "InternalServerError");
    assertThat(azure.cloud().reader().read(nic)).isInstanceOf(Look.CouldNotLook.class);
  }

  @Test
  void aTypeOrSubscriptionThatNobodyHasIsNotAbsent() {
    assertThat(azure.cloud().reader().read(ResourceId.group("no-subscription", name)))
        .isInstanceOf(Look.CouldNotLook.class);
    assertThat(azure.cloud().reader().read(ResourceId.of(group + "/providers/No.Such/thing/t")))
        .isInstanceOf(Look.CouldNotLook.class);
  }

  @Test
  void childrenAndUsersHoldUpADeletionUntilTheyAreGone() {
    ResourceId subnet = makeNetwork();
    ResourceId nic = makeNic(subnet);
    ResourceId network = subnet.parent().orElseThrow();

    assertThat(delete(subnet)).isInstanceOf(Outcome.Busy.class);
    assertThat(delete(network)).isInstanceOf(Outcome.Busy.class);
    assertThat(delete(nic)).isEqualTo(Outcome.done(Removal.REMOVED));
    assertThat(delete(subnet)).isEqualTo(Outcome.done(Removal.REMOVED));
    assertThat(delete(network)).isEqualTo(Outcome.done(Removal.REMOVED));
    assertThat(delete(network)).isEqualTo(Outcome.done(Removal.ALREADY_ABSENT));
    assertThat(azure.cloud().reader().read(network)).isEqualTo(Look.absent());
  }

  @Test
  void aLockRefusesAndItsNotesSayWhoseItIs() {
    ResourceId network = makeNetwork().parent().orElseThrow();
    String lock = network + "/providers/Microsoft.Authorization/locks/keep";
    azure.put(
        lock,
        "2016-09-01",
        """
        {"properties":{"level":"CanNotDelete","notes":"HayMaker-Installation=%s; RunId=%s"}}
        """
            .formatted(EmulatedAzure.OURS, run));

    assertThat(delete(network).obstacle()).get().matches(problem -> problem.is("ScopeLocked"));
    List<Resource> locks = items(azure.cloud().reader().locks(group));
    assertThat(locks)
        .singleElement()
        .matches(found -> found.id().equals(ResourceId.of(lock)))
        .matches(found -> OwnerTags.carry(found.tags(), EmulatedAzure.OURS, run));
    assertThat(delete(ResourceId.of(lock)).isDone()).isTrue();
    assertThat(items(azure.cloud().reader().locks(group))).isEmpty();
    assertThat(delete(group)).isEqualTo(Outcome.done(Removal.REMOVED));
    assertThat(items(azure.cloud().reader().locks(group))).isEmpty();
  }

  @Test
  void aLostDeletionIsUnknownAndARepeatedOneIsDone() {
    ResourceId nic = makeNic(makeNetwork());
    azure.loseNext("DELETE", "/subscriptions/**/networkInterfaces/n");

    assertThat(delete(nic)).isInstanceOf(Outcome.Unknown.class);
    assertThat(delete(nic).isDone()).isTrue();
    assertThat(azure.cloud().reader().read(nic)).isEqualTo(Look.absent());
  }

  @Test
  void contentsShowWhatLiesInAGroupWhoeverMadeIt() {
    ResourceId nic = makeNic(makeNetwork());

    assertThat(items(azure.cloud().reader().contents(group)))
        .extracting(Resource::id)
        .contains(nic, ResourceId.of(networks + "/virtualNetworks/v"));
    assertThat(items(azure.cloud().reader().contents(ResourceId.group(azure.subscription(), "no"))))
        .isEmpty();
    assertThat(azure.cloud().reader().contents(ResourceId.group("no-subscription", name)))
        .isInstanceOf(Listing.CouldNotLook.class);
  }

  @Test
  void theAuditSeesByTagAndByGroup() {
    ResourceId nic = makeNic(makeNetwork());

    assertThat(items(azure.cloud().audit().tagged(AuditReads.Scope.of(EmulatedAzure.OURS, run))))
        .contains(group, nic, ResourceId.of(networks + "/virtualNetworks/v"));
    assertThat(
            items(
                azure
                    .cloud()
                    .audit()
                    .tagged(AuditReads.Scope.of(EmulatedAzure.OURS, RunId.random()))))
        .isEmpty();
    assertThat(
            items(
                azure
                    .cloud()
                    .audit()
                    .tagged(AuditReads.Scope.of(new InstallationId("somebody-else"), run))))
        .isEmpty();
    assertThat(azure.cloud().audit().read(nic)).isEqualTo(Look.found(nic));
    assertThat(delete(group).isDone()).isTrue();
    assertThat(azure.cloud().audit().read(nic)).isEqualTo(Look.absent());
    assertThat(items(azure.cloud().audit().tagged(AuditReads.Scope.of(EmulatedAzure.OURS, run))))
        .isEmpty();
    azure.failNext(3, "GET", "/subscriptions/*/resources", 500, "InternalServerError");
    assertThat(azure.cloud().audit().tagged(AuditReads.Scope.of(EmulatedAzure.OURS, run)))
        .isInstanceOf(Listing.CouldNotLook.class);
  }

  private ResourceId makeNetwork() {
    azure.put(
        networks + "/virtualNetworks/v",
        NETWORK_VERSION,
        """
        {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]}}}
        """);
    String subnet = networks + "/virtualNetworks/v/subnets/s";
    azure.put(subnet, NETWORK_VERSION, "{\"properties\":{\"addressPrefix\":\"10.0.0.0/24\"}}");
    return ResourceId.of(subnet);
  }

  private ResourceId makeNic(ResourceId subnet) {
    String nic = networks + "/networkInterfaces/n";
    azure.put(
        nic,
        NETWORK_VERSION,
        """
        {"location":"westeurope","tags":{"a":"b"},"properties":{"ipConfigurations":[
          {"name":"c","properties":{"subnet":{"id":"%s"}}}]}}
        """
            .formatted(subnet));
    return ResourceId.of(nic);
  }

  private static Resource read(ResourceId id) {
    Look<Resource> look = azure.cloud().reader().read(id);
    assertThat(look).isInstanceOf(Look.Found.class);
    return ((Look.Found<Resource>) look).value();
  }

  private static Outcome<Removal> delete(ResourceId id) {
    return azure.cloud().deleter().delete(id, FOLLOW);
  }

  private static <T> T value(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }

  private static <T> List<T> items(Listing<T> listing) {
    assertThat(listing).isInstanceOf(Listing.Complete.class);
    return ((Listing.Complete<T>) listing).items();
  }
}
