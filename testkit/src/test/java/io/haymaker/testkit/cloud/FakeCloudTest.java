package io.haymaker.testkit.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.identity.Directory;
import io.haymaker.core.identity.IdentityPlan;
import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.identity.SecretStore;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.scenario.ScenarioName;
import io.haymaker.testkit.MovedClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FakeCloudTest {

  private static final InstallationId OURS = new InstallationId("ours-1234");
  private static final Duration FOLLOW = Duration.ofSeconds(1);

  private final MovedClock clock = new MovedClock();
  private final FakeCloud cloud = new FakeCloud(clock);
  private final RunId run = RunId.random();
  private final Owner owner = new Owner(OURS, run, new ScenarioName("web"));
  private final ResourceId group = value(cloud.groups().ensure("g", "westeurope", owner.tags()));
  private final String network = group + "/providers/Microsoft.Network/virtualNetworks/v";

  @Test
  void childrenAndUsersGoFirst() {
    ResourceId net = cloud.plant(network, Map.of());
    ResourceId subnet = cloud.plant(network + "/subnets/s", Map.of());
    ResourceId nic =
        cloud.plant(
            group + "/providers/Microsoft.Network/networkInterfaces/n", Map.of(), subnet.value());

    assertThat(obstacle(net)).isEqualTo("CannotDeleteResource");
    assertThat(obstacle(subnet)).isEqualTo("Conflict");
    assertThat(delete(nic)).isEqualTo(Outcome.done(Removal.REMOVED));
    assertThat(delete(subnet)).isEqualTo(Outcome.done(Removal.REMOVED));
    assertThat(delete(net)).isEqualTo(Outcome.done(Removal.REMOVED));
    assertThat(delete(net)).isEqualTo(Outcome.done(Removal.ALREADY_ABSENT));
    assertThat(cloud.resources()).extracting(Resource::id).containsExactly(group);
  }

  @Test
  void aLockHoldsAboveAndBelowUntilItIsGone() {
    ResourceId net = cloud.plant(network, Map.of());
    ResourceId lock = cloud.plantLock(net, "keep", Map.of());

    assertThat(obstacle(net)).isEqualTo("ScopeLocked");
    assertThat(obstacle(group)).isEqualTo("ScopeLocked");
    assertThat(items(cloud.reader().locks(group))).extracting(Resource::id).containsExactly(lock);
    assertThat(delete(lock).isDone()).isTrue();
    assertThat(delete(group).isDone()).isTrue();
    assertThat(cloud.resources()).isEmpty();
  }

  @Test
  void aGroupTakesWhatIsInItButNotWhatOthersNeed() {
    ResourceId net = cloud.plant(network, Map.of());
    ResourceId other =
        cloud.plant("/subscriptions/s/resourceGroups/other/providers/A.B/c/d", Map.of(), network);

    assertThat(obstacle(group)).isEqualTo("ResourceGroupDeletionBlocked");
    cloud.vanish(other);
    assertThat(delete(group).isDone()).isTrue();
    assertThat(cloud.has(net)).isFalse();
  }

  @Test
  void theInventoryLagsAndShowsWhatLiesInAGroupOfTheRun() {
    cloud.inventoryLagsBy(Duration.ofSeconds(10));
    ResourceId net = cloud.plant(network, Map.of());

    assertThat(items(cloud.inventory().ofRun(OURS, run))).isEmpty();
    clock.pass(Duration.ofSeconds(10));
    assertThat(items(cloud.inventory().ofRun(OURS, run)))
        .extracting(Resource::id)
        .containsExactlyInAnyOrder(group, net);
    delete(net);
    assertThat(items(cloud.inventory().ofRun(OURS, run))).hasSize(2);
    assertThat(cloud.reader().read(net)).isInstanceOf(Look.Absent.class);
    clock.pass(Duration.ofSeconds(10));
    assertThat(items(cloud.inventory().ofRun(OURS, run))).hasSize(1);
  }

  @Test
  void aForeignGroupIsRefused() {
    cloud.plant(ResourceId.group(FakeCloud.SUBSCRIPTION, "theirs").value(), Map.of());

    assertThat(cloud.groups().ensure("theirs", "westeurope", owner.tags()).obstacle())
        .get()
        .matches(problem -> problem.is("NotOurs"));
  }

  @Test
  void anIdentityWorksOnceItIsCompleteAndReplicatedAndLeavesByParts() {
    var plan = new IdentityPlan(owner, "AzureHayMaker-web-admin", "u1", "s1", List.of());
    Directory.Application app = value(cloud.directory().ensureApplication(plan));
    assertThat(value(cloud.directory().ensureApplication(plan))).isEqualTo(app);
    String principal = value(cloud.directory().ensureServicePrincipal(app, plan));
    SecretValue secret =
        value(cloud.directory().replaceSecret(app, clock.instant().plusSeconds(60), 1));
    assertThat(tryOut(app, secret)).isInstanceOf(Look.Absent.class);
    var role =
        value(cloud.roles().ensure(principal, new RoleGrant("Contributor", group.value()), owner));
    cloud.refuseNextLogins(1);
    assertThat(tryOut(app, secret)).isInstanceOf(Look.Absent.class);
    assertThat(tryOut(app, secret)).isInstanceOf(Look.Found.class);
    String url = value(cloud.secrets().put("s1", secret, owner, clock.instant().plusSeconds(60)));
    assertThat(cloud.secretAt(url)).containsSame(secret);
    assertThat(items(cloud.audit().principals(AuditReads.Scope.of(OURS, run)))).hasSize(2);

    assertThat(cloud.roles().remove(role.id()).isDone()).isTrue();
    Directory.DirectoryObject application =
        items(cloud.directory().list(OURS, Optional.of(run))).stream()
            .filter(object -> object.kind() == Directory.Kind.APPLICATION)
            .findFirst()
            .orElseThrow();
    cloud.directory().delete(application);
    List<Directory.DirectoryObject> left = items(cloud.directory().list(OURS, Optional.of(run)));
    assertThat(left).singleElement().matches(Directory.DirectoryObject::deleted);
    cloud.directory().delete(left.getFirst());
    cloud.secrets().remove("s1");
    delete(group);
    assertThat(cloud.belongings(OURS)).isEmpty();
    assertThat(cloud.assignments()).isEmpty();
  }

  @Test
  void everyAuditReadCanFailAlone() {
    cloud.plantSecret(
        new SecretStore.StoredSecret("old", true, java.util.Optional.empty()), owner.tags());
    cloud.faults().on(CloudOperation.AUDIT_SECRETS).couldNotLook("Down");

    assertThat(cloud.audit().secrets(AuditReads.Scope.of(OURS, run)))
        .isInstanceOf(Listing.CouldNotLook.class);
    assertThat(items(cloud.audit().tagged(AuditReads.Scope.of(OURS, run)))).containsExactly(group);
    cloud.faults().heal(CloudOperation.AUDIT_SECRETS);
    assertThat(items(cloud.audit().secrets(AuditReads.Scope.of(OURS, run))))
        .containsExactly("old (soft-deleted)");
  }

  @Test
  void aLostDeletionIsStillADeletion() {
    ResourceId net = cloud.plant(network, Map.of());
    cloud.faults().on(CloudOperation.DELETE_RESOURCE, net.value()).unknownWithEffect();

    assertThat(delete(net)).isInstanceOf(Outcome.Unknown.class);
    assertThat(cloud.has(net)).isFalse();
    assertThat(cloud.effects())
        .extracting(Effect::operation, Effect::target)
        .contains(org.assertj.core.groups.Tuple.tuple(CloudOperation.DELETE_RESOURCE, net.value()));
  }

  private Look<Boolean> tryOut(Directory.Application app, SecretValue secret) {
    return cloud.probe().tryOut(app.clientId(), secret, group.value());
  }

  private Outcome<Removal> delete(ResourceId id) {
    return cloud.deleter().delete(id, FOLLOW);
  }

  private String obstacle(ResourceId id) {
    return delete(id).obstacle().orElseThrow().code();
  }

  private static <T> T value(Outcome<T> outcome) {
    return ((Outcome.Done<T>) outcome).value();
  }

  private static <T> List<T> items(Listing<T> listing) {
    return ((Listing.Complete<T>) listing).items();
  }
}
