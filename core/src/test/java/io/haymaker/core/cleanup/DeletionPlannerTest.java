package io.haymaker.core.cleanup;

import static io.haymaker.core.cleanup.Cloud.GROUP;
import static io.haymaker.core.cleanup.Cloud.OURS;
import static io.haymaker.core.cleanup.Cloud.before;
import static io.haymaker.core.cleanup.Cloud.blocked;
import static io.haymaker.core.cleanup.Cloud.group;
import static io.haymaker.core.cleanup.Cloud.held;
import static io.haymaker.core.cleanup.Cloud.id;
import static io.haymaker.core.cleanup.Cloud.lockOn;
import static io.haymaker.core.cleanup.Cloud.order;
import static io.haymaker.core.cleanup.Cloud.ours;
import static io.haymaker.core.cleanup.Cloud.plan;
import static io.haymaker.core.cleanup.Cloud.theirs;
import static io.haymaker.core.cleanup.Cloud.untagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DeletionPlannerTest {
  private static final ResourceId NETWORK = id("Microsoft.Network/virtualNetworks/net");
  private static final ResourceId SUBNET = id("Microsoft.Network/virtualNetworks/net/subnets/sub");
  private static final ResourceId NIC = id("Microsoft.Network/networkInterfaces/nic");
  private static final ResourceId IP = id("Microsoft.Network/publicIPAddresses/ip");
  private static final ResourceId NSG = id("Microsoft.Network/networkSecurityGroups/nsg");
  private static final ResourceId MACHINE = id("Microsoft.Compute/virtualMachines/vm");
  private static final ResourceId DISK = id("Microsoft.Compute/disks/disk");

  /** As Azure shows them: everything that hangs together names the other, too. */
  private static List<Resource> machineWithBackReferences() {
    ResourceId nicConfig = ResourceId.of(NIC + "/ipConfigurations/one");
    return List.of(
        group(),
        ours(NETWORK, SUBNET, nicConfig, NSG),
        untagged(SUBNET, nicConfig, NSG),
        ours(NIC, SUBNET, IP, NSG, MACHINE),
        ours(IP, nicConfig),
        ours(NSG, SUBNET, NIC),
        ours(MACHINE, NIC, DISK),
        new Resource(DISK, OURS, Optional.of(MACHINE), Set.of(MACHINE)));
  }

  @Test
  void deletesAMachineAndWhatItNeedsInTheOrderThatAzureAllows() {
    var plan = plan(machineWithBackReferences());

    assertThat(plan.held()).isEmpty();
    assertThat(order(plan))
        .containsExactlyInAnyOrder(GROUP, NETWORK, SUBNET, NIC, IP, NSG, MACHINE, DISK);
    assertThat(before(plan, MACHINE)).isEmpty();
    assertThat(before(plan, NIC)).containsExactly(MACHINE);
    assertThat(before(plan, DISK)).containsExactly(MACHINE);
    assertThat(before(plan, IP)).containsExactlyInAnyOrder(MACHINE, NIC);
    assertThat(before(plan, SUBNET)).containsExactlyInAnyOrder(MACHINE, NIC);
    assertThat(before(plan, NETWORK)).containsExactlyInAnyOrder(MACHINE, NIC, SUBNET);
    assertThat(before(plan, NSG)).containsExactlyInAnyOrder(MACHINE, NIC, SUBNET, NETWORK);
    assertThat(order(plan)).endsWith(GROUP);
  }

  @Test
  void deletesTheOneThatManagesBeforeWhatItManages() {
    ResourceId cluster = id("Microsoft.Network/routeTables/owner");
    ResourceId managed = id("Microsoft.Compute/virtualMachines/managed");
    var plan =
        plan(
            List.of(
                group(),
                ours(cluster),
                new Resource(managed, OURS, Optional.of(cluster), Set.of())));

    assertThat(before(plan, managed)).containsExactly(cluster);
  }

  @Test
  void ordersByTypeWhereBodiesSayNothing() {
    var plan = plan(List.of(group(), ours(NSG), ours(NETWORK), ours(NIC), ours(MACHINE)));

    assertThat(order(plan)).containsExactly(MACHINE, NIC, NETWORK, NSG, GROUP);
  }

  @Test
  void whatNobodyTaggedInAGroupOfOursIsOurs() {
    assertThat(order(plan(List.of(group(), untagged(NIC))))).containsExactly(NIC, GROUP);
  }

  @Test
  void anotherInstallationsThingInOurGroupIsHeldAndSoIsTheGroup() {
    var plan = plan(List.of(group(), theirs(NIC), ours(IP)));

    assertThat(order(plan)).containsExactly(IP);
    assertThat(plan.held())
        .containsExactly(
            new DeletionPlan.Held(GROUP, "still holds nic"),
            new DeletionPlan.Held(NIC, "belongs to installation theirs999"));
  }

  @Test
  void anUntaggedThingInAGroupThatIsNotOursIsHeld() {
    var foreign = Resource.of(GROUP, Map.of());
    var plan = plan(List.of(foreign, untagged(NIC), ours(IP)));

    assertThat(order(plan)).containsExactly(IP);
    assertThat(held(plan)).containsExactlyInAnyOrder(GROUP, NIC);
    assertThat(plan.held())
        .allMatch(
            one -> one.reason().equals("carries no installation and lies in no group of ours"));
  }

  @Test
  void anUntaggedThingOfWhichTheGroupWasNotSeenIsHeld() {
    assertThat(held(plan(List.of(untagged(NIC))))).containsExactly(NIC);
  }

  @Test
  void aForeignLockOnAResourceHoldsItAndWhatContainsIt() {
    var plan =
        plan(
            List.of(group(), ours(NETWORK), untagged(SUBNET), ours(IP)),
            List.of(lockOn(SUBNET)),
            Set.of(GROUP));

    assertThat(order(plan)).containsExactly(IP);
    assertThat(held(plan)).containsExactlyInAnyOrder(SUBNET, NETWORK, GROUP);
  }

  @Test
  void aForeignLockOnAGroupHoldsAllOfIt() {
    var plan = plan(List.of(group(), ours(IP)), List.of(lockOn(GROUP)), Set.of(GROUP));

    assertThat(order(plan)).isEmpty();
    assertThat(held(plan)).containsExactlyInAnyOrder(IP, GROUP);
  }

  @Test
  void aForeignLockOnTheSubscriptionHoldsEverything() {
    var lock =
        Resource.of(
            ResourceId.of("/subscriptions/s1/providers/Microsoft.Authorization/locks/keep"),
            Map.of());

    assertThat(order(plan(List.of(group(), ours(IP)), List.of(lock), Set.of()))).isEmpty();
  }

  @Test
  void aLockThatTheRunMadeGoesFirst() {
    var lock = lockOn(IP);
    var plan = plan(List.of(group(), ours(IP)), List.of(lock), Set.of(GROUP, lock.id()));

    assertThat(order(plan)).containsExactly(lock.id(), IP, GROUP);
  }

  @Test
  void theCaseOfAnIdMakesNoSecondThing() {
    var shouted =
        Resource.of(
            ResourceId.of(
                IP.value().toUpperCase(Locale.ROOT).replace("/SUBSCRIPTIONS", "/subscriptions")),
            OURS);

    assertThat(order(plan(List.of(group(), ours(IP), shouted)))).hasSize(2);
  }

  @Test
  void aRingOfReferencesNeverLetsTheGroupOrAParentGoFirst() {
    // Each needs the next: nobody can go by right. None of their ranks is as low as the group's.
    ResourceId table = id("Microsoft.Network/routeTables/table");
    ResourceId child = id("Microsoft.Compute/virtualMachines/vm/extensions/ext");
    var plan =
        plan(
            List.of(
                group(),
                ours(MACHINE),
                untagged(child, table),
                ours(table, NSG),
                ours(NSG, child)));

    assertThat(order(plan)).endsWith(GROUP);
    assertThat(before(plan, MACHINE)).contains(child);
    assertThat(order(plan)).hasSize(5);
  }

  @Test
  void whatAnotherRunPutItsNameOnIsLeftAlone() {
    var theirs =
        Resource.of(
            NETWORK,
            Map.of(OwnerTags.INSTALLATION, Cloud.US.value(), OwnerTags.RUN, "another-run"));

    DeletionPlan plan = plan(List.of(group(), theirs, ours(IP)));

    assertThat(order(plan)).containsExactly(IP);
    assertThat(plan.held()).contains(new DeletionPlan.Held(NETWORK, "belongs to run another-run"));
  }

  @Test
  void aGroupIsHeldOfWhichNobodyCouldSayWhatLiesInIt() {
    var plan =
        DeletionPlanner.plan(
            new DeletionPlanner.Sight(
                Cloud.CLAIM,
                List.of(group(), ours(IP)),
                List.of(),
                List.of(),
                Set.of(),
                Set.of(GROUP),
                0),
            DeletionRules.STANDARD);

    assertThat(order(plan)).containsExactly(IP);
    assertThat(plan.held())
        .containsExactly(new DeletionPlan.Held(GROUP, "what lies in it could not be listed"));
  }

  @Test
  void tellsWhatCannotGoBecauseSomethingHeldNeedsIt() {
    var plan =
        plan(
            List.of(
                group(),
                ours(NIC, SUBNET),
                ours(NETWORK),
                untagged(SUBNET, NSG),
                ours(NSG),
                ours(IP)),
            List.of(lockOn(NIC)),
            Set.of());

    assertThat(blocked(plan)).containsExactlyInAnyOrder(SUBNET, NETWORK, NSG);
    assertThat(order(plan)).as("it is asked all the same").contains(NETWORK);
  }

  @Test
  void chainsThatDoNotNeedEachOtherDoNotWaitForEachOther() {
    ResourceId otherMachine = id("Microsoft.Compute/virtualMachines/vm2");
    ResourceId otherNic = id("Microsoft.Network/networkInterfaces/nic2");
    ResourceId ext = id("Microsoft.Compute/virtualMachines/vm2/extensions/slow");
    var plan =
        plan(
            List.of(
                group(),
                ours(MACHINE, NIC),
                ours(NIC, IP),
                ours(IP),
                untagged(ext),
                ours(otherMachine, otherNic),
                ours(otherNic, NSG),
                ours(NSG)));

    assertThat(before(plan, IP)).containsExactlyInAnyOrder(MACHINE, NIC);
    assertThat(before(plan, otherNic)).containsExactlyInAnyOrder(otherMachine, ext);
  }

  @Test
  void aGroupWaitsForWhatElsewhereNeedsWhatIsInIt() {
    ResourceId otherGroup = ResourceId.group("s1", "other");
    ResourceId peer = ResourceId.of(otherGroup + "/providers/Microsoft.Network/privateDnsZones/z");
    var plan =
        plan(List.of(group(), ours(NETWORK), Resource.of(otherGroup, OURS), ours(peer, NETWORK)));

    assertThat(before(plan, GROUP)).containsExactlyInAnyOrder(NETWORK, peer);
    assertThat(before(plan, otherGroup)).containsExactly(peer);
  }

  @Test
  void saysOfEachStepWhyItIsOurs() {
    var lock = lockOn(IP);
    var plan = plan(List.of(group(), ours(IP), untagged(NIC)), List.of(lock), Set.of(lock.id()));

    assertThat(plan.steps())
        .extracting(DeletionPlan.Step::id, DeletionPlan.Step::why)
        .containsExactly(
            tuple(lock.id(), "the run's lock"),
            tuple(NIC, "in our group"),
            tuple(IP, "the run's tags"),
            tuple(GROUP, "the run's tags"));
  }

  @Test
  void aLockWhoseNotesNameTheRunIsTheRuns() {
    var lock = Resource.of(lockOn(IP).id(), OURS);

    assertThat(order(plan(List.of(group(), ours(IP)), List.of(lock), Set.of())))
        .containsExactly(lock.id(), IP, GROUP);
  }
}
