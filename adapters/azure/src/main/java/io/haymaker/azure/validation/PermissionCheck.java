package io.haymaker.azure.validation;

import io.haymaker.azure.runtime.AgentKind;
import io.haymaker.azure.runtime.ContainerAppsSettings;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every action of Azure Resource Manager that runs use is allowed by some role that the login
 * holds. Conditions of assignments and deny assignments are not looked at.
 */
final class PermissionCheck implements Check {
  /** For scenarios' groups, identities' roles and leftovers: anywhere in the subscription. */
  private static final List<String> SUBSCRIPTION_ACTIONS =
      List.of(
          "Microsoft.Resources/subscriptions/resourceGroups/read",
          "Microsoft.Resources/subscriptions/resourceGroups/write",
          "Microsoft.Resources/subscriptions/resourceGroups/delete",
          "Microsoft.Authorization/roleAssignments/read",
          "Microsoft.Authorization/roleAssignments/write",
          "Microsoft.Authorization/roleAssignments/delete",
          "Microsoft.Authorization/roleDefinitions/read",
          "Microsoft.Authorization/locks/delete",
          // What services keep of what was deleted. A workspace is had back to be purged.
          "Microsoft.KeyVault/locations/deletedVaults/purge/action",
          "Microsoft.KeyVault/locations/deletedManagedHSMs/purge/action",
          "Microsoft.AppConfiguration/locations/deletedConfigurationStores/purge/action",
          "Microsoft.OperationalInsights/workspaces/write",
          // The inventory, and whatever an agent left behind: of any type.
          "*/read",
          "*/delete");

  /** For the agents' containers: in the installation's own group. */
  private static final List<String> GROUP_ACTIONS =
      List.of(
          "Microsoft.App/managedEnvironments/read",
          "Microsoft.App/managedEnvironments/join/action",
          "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action");

  private static final List<String> JOB_ACTIONS =
      List.of(
          "Microsoft.App/jobs/read",
          "Microsoft.App/jobs/write",
          "Microsoft.App/jobs/delete",
          "Microsoft.App/jobs/start/action",
          "Microsoft.App/jobs/stop/action");

  private static final List<String> APP_ACTIONS =
      List.of(
          "Microsoft.App/containerApps/read",
          "Microsoft.App/containerApps/write",
          "Microsoft.App/containerApps/delete",
          "Microsoft.App/containerApps/stop/action",
          "Microsoft.App/containerApps/revisions/replicas/read");

  private final HeldRoles roles;
  private final String subscription;
  private final String group;
  private final List<String> groupActions;

  /**
   * @param containers where agents run, and as what; empty where that is not Azure
   */
  PermissionCheck(
      HeldRoles roles, String subscription, Optional<ContainerAppsSettings> containers) {
    this.roles = roles;
    this.subscription = subscription;
    this.group =
        containers
            .map(where -> ResourceId.group(subscription, where.resourceGroup()).value())
            .orElse("");
    this.groupActions = containers.map(where -> actions(where.kind())).orElse(List.of());
  }

  private static List<String> actions(AgentKind kind) {
    return Stream.concat(
            (kind == AgentKind.JOB ? JOB_ACTIONS : APP_ACTIONS).stream(), GROUP_ACTIONS.stream())
        .toList();
  }

  @Override
  public String name() {
    return "azure-permissions";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    return switch (roles.read(subscription)) {
      case Listing.Complete<Permissions>(List<Permissions> held) -> judge(held);
      case Listing.CouldNotLook<Permissions>(Problem problem) -> HeldRoles.unread(problem);
    };
  }

  private Finding judge(List<Permissions> held) {
    String everywhere = "/subscriptions/" + subscription;
    List<String> missing =
        Stream.concat(
                SUBSCRIPTION_ACTIONS.stream()
                    .filter(action -> held.stream().noneMatch(h -> h.allow(action, everywhere))),
                groupActions.stream()
                    .filter(action -> held.stream().noneMatch(h -> h.allow(action, group))))
            .toList();
    int needed = SUBSCRIPTION_ACTIONS.size() + groupActions.size();
    return missing.isEmpty()
        ? Finding.passed("all %d needed actions are allowed".formatted(needed))
        : Finding.failed(
            "missing: " + String.join(", ", missing),
            "give the login roles with these actions: in the subscription"
                + (groupActions.isEmpty()
                    ? ""
                    : ", and those of Microsoft.App and Microsoft.ManagedIdentity in " + group));
  }
}
