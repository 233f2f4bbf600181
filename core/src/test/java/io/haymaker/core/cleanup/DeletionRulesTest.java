package io.haymaker.core.cleanup;

import static io.haymaker.core.cleanup.Cloud.GROUP;
import static io.haymaker.core.cleanup.Cloud.OURS;
import static io.haymaker.core.cleanup.Cloud.before;
import static io.haymaker.core.cleanup.Cloud.group;
import static io.haymaker.core.cleanup.Cloud.held;
import static io.haymaker.core.cleanup.Cloud.id;
import static io.haymaker.core.cleanup.Cloud.lockOn;
import static io.haymaker.core.cleanup.Cloud.order;
import static io.haymaker.core.cleanup.Cloud.ours;
import static io.haymaker.core.cleanup.Cloud.plan;
import static io.haymaker.core.cleanup.Cloud.untagged;
import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the rules of an installation do to a plan: protection, policies of types, the budget. */
final class DeletionRulesTest {
  private static final ResourceId NETWORK = id("Microsoft.Network/virtualNetworks/net");
  private static final ResourceId SUBNET = id("Microsoft.Network/virtualNetworks/net/subnets/sub");
  private static final ResourceId NIC = id("Microsoft.Network/networkInterfaces/nic");
  private static final ResourceId IP = id("Microsoft.Network/publicIPAddresses/ip");
  private static final ResourceId NSG = id("Microsoft.Network/networkSecurityGroups/nsg");
  private static final ResourceId MACHINE = id("Microsoft.Compute/virtualMachines/vm");

  @Test
  void aProtectedTagWinsOverOwnershipAndGuardsWhatLiesInItAndWhatItNeeds() {
    var guarded =
        new Resource(
            NETWORK,
            Map.of(OwnerTags.INSTALLATION, Cloud.US.value(), "haymaker-PROTECTED", "until Friday"),
            Optional.empty(),
            Set.of(NSG));
    var plan = plan(List.of(group(), guarded, untagged(SUBNET), ours(NSG), ours(IP)));

    assertThat(order(plan)).containsExactly(IP);
    assertThat(plan.held())
        .containsExactlyInAnyOrder(
            new DeletionPlan.Held(GROUP, "still holds net"),
            new DeletionPlan.Held(NETWORK, "protected by its tag HayMaker-Protected"),
            new DeletionPlan.Held(SUBNET, "lies in net, which is protected"),
            new DeletionPlan.Held(NSG, "needed by something protected"));
  }

  @Test
  void aProtectedTagThatSaysFalseSaysNothing() {
    var tags = new java.util.HashMap<>(OURS);
    tags.put("HayMaker-Protected", " False ");

    assertThat(order(plan(List.of(group(), Resource.of(IP, tags))))).containsExactly(IP, GROUP);
  }

  @Test
  void aProtectedGroupKeepsAllThatLiesInIt() {
    var tags = new java.util.HashMap<>(OURS);
    tags.put("HayMaker-Protected", "");
    var lock = lockOn(IP);
    var plan = plan(List.of(Resource.of(GROUP, tags), ours(IP)), List.of(lock), Set.of(lock.id()));

    assertThat(order(plan)).isEmpty();
  }

  @Test
  void aTypeThatIsSkippedGoesWithItsGroupAndKeepsNothing() {
    var plan =
        plan(
            List.of(group(), ours(IP), ours(NIC)),
            rules(
                Map.of("Microsoft.Network/publicIPAddresses", treated(TypePolicy.Treatment.SKIP))));

    assertThat(order(plan)).containsExactly(NIC, GROUP);
    assertThat(plan.left()).extracting(DeletionPlan.Held::id).containsExactly(IP);
    assertThat(plan.held()).isEmpty();
  }

  @Test
  void whatLiesInSomethingSkippedGoesBeforeTheGroupAllTheSame() {
    var lock = lockOn(NETWORK);
    var plan =
        plan(
            List.of(group(), ours(NETWORK), untagged(SUBNET, NSG)),
            List.of(lock),
            Set.of(lock.id()),
            rules(Map.of("microsoft.network/virtualnetworks", treated(TypePolicy.Treatment.SKIP))));

    assertThat(plan.left()).hasSize(2);
    assertThat(before(plan, GROUP)).containsExactly(lock.id());
  }

  @Test
  void aTypeThatIsProtectedIsHeldAndHoldsWhatItLiesIn() {
    var plan =
        plan(
            List.of(group(), ours(IP), ours(NETWORK), untagged(SUBNET)),
            rules(
                Map.of(
                    "microsoft.network/virtualnetworks", treated(TypePolicy.Treatment.PROTECT))));

    assertThat(order(plan)).containsExactly(IP);
    assertThat(held(plan)).containsExactlyInAnyOrder(NETWORK, SUBNET, GROUP);
  }

  @Test
  void theOrderOfATypeCanBeSetByItsPolicy() {
    var late =
        new TypePolicy(
            TypePolicy.Treatment.DELETE,
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.of(99),
            true);

    assertThat(
            order(
                plan(
                    List.of(group(), ours(MACHINE), ours(NSG)),
                    rules(Map.of("microsoft.compute/virtualmachines", late)))))
        .containsExactly(NSG, MACHINE, GROUP);
  }

  @Test
  void aBudgetCutsThePlanAndHoldsTheRest() {
    var rules = new DeletionRules(TypePolicies.NONE, "HayMaker-Protected", 5);
    var sight =
        new DeletionPlanner.Sight(
            Cloud.CLAIM,
            List.of(group(), ours(NIC, IP), ours(IP), ours(MACHINE, NIC)),
            List.of(),
            List.of(),
            Set.of(),
            Set.of(),
            3);
    var plan = DeletionPlanner.plan(sight, rules);

    assertThat(order(plan)).containsExactly(MACHINE, NIC);
    assertThat(plan.held())
        .containsExactly(
            new DeletionPlan.Held(GROUP, "the run's budget of 5 deletions is used up"),
            new DeletionPlan.Held(IP, "the run's budget of 5 deletions is used up"));
  }

  private static DeletionRules rules(Map<String, TypePolicy> policies) {
    return new DeletionRules(new TypePolicies(policies), "HayMaker-Protected", 1000);
  }

  private static TypePolicy treated(TypePolicy.Treatment treatment) {
    return new TypePolicy(
        treatment,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        true);
  }
}
