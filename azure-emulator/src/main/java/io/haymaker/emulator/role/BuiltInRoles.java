package io.haymaker.emulator.role;

import io.haymaker.emulator.role.RoleDefinition.Grant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Azure's built-in roles that our field uses, under their real GUIDs, with what they grant. */
final class BuiltInRoles {
  static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
  static final String KEY_VAULT_ADMINISTRATOR = "00482a5a-887f-4fb3-b363-3b7fe8e74483";
  static final String MONITORING_METRICS_PUBLISHER = "3913510d-42f4-4e42-8a64-420c390055eb";
  static final String SERVICE_BUS_DATA_OWNER = "090c5cfd-751d-490a-894a-3ce6f1109419";

  private static final List<String> NONE = List.of();
  private static final Map<String, RoleDefinition> BY_ID = new LinkedHashMap<>();

  static {
    control(OWNER, "Owner", List.of("*"), NONE);
    control(
        "b24988ac-6180-42a0-ab88-20f7382dd24c",
        "Contributor",
        List.of("*"),
        List.of(
            "Microsoft.Authorization/*/Delete",
            "Microsoft.Authorization/*/Write",
            "Microsoft.Authorization/elevateAccess/Action",
            "Microsoft.Blueprint/blueprintAssignments/write",
            "Microsoft.Blueprint/blueprintAssignments/delete",
            "Microsoft.Compute/galleries/share/action",
            "Microsoft.Purview/consents/write",
            "Microsoft.Purview/consents/delete"));
    control("acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader", List.of("*/read"), NONE);
    control(
        "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
        "User Access Administrator",
        List.of("*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"),
        NONE);
    control(
        "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
        "Role Based Access Control Administrator",
        List.of(
            "Microsoft.Authorization/roleAssignments/write",
            "Microsoft.Authorization/roleAssignments/delete",
            "*/read",
            "Microsoft.Support/*"),
        NONE);
    control(
        "4a9ae827-6dc8-4573-8ac7-8239d42aa03f",
        "Tag Contributor",
        common("Microsoft.Resources/subscriptions/resources/read", "Microsoft.Resources/tags/*"),
        NONE);
    vault();
    bus();
    containers();
    others();
  }

  private BuiltInRoles() {}

  private static void vault() {
    List<String> read =
        List.of(
            "Microsoft.KeyVault/vaults/read",
            "Microsoft.KeyVault/locations/deletedVaults/read",
            "Microsoft.KeyVault/locations/*/read",
            "Microsoft.KeyVault/operations/read",
            "Microsoft.KeyVault/checkNameAvailability/read",
            "Microsoft.KeyVault/deletedVaults/read");
    data(
        KEY_VAULT_ADMINISTRATOR,
        "Key Vault Administrator",
        read,
        List.of("Microsoft.KeyVault/vaults/*"));
    data(
        "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
        "Key Vault Secrets Officer",
        read,
        List.of("Microsoft.KeyVault/vaults/secrets/*"));
    data(
        "4633458b-17de-408a-b874-0445c86b69e6",
        "Key Vault Secrets User",
        NONE,
        List.of(
            "Microsoft.KeyVault/vaults/secrets/getSecret/action",
            "Microsoft.KeyVault/vaults/secrets/readMetadata/action"));
    data(
        "21090545-7ca7-4776-b22c-e363652d74d2",
        "Key Vault Reader",
        read,
        List.of(
            "Microsoft.KeyVault/vaults/*/read",
            "Microsoft.KeyVault/vaults/secrets/readMetadata/action"));
    control(
        "f25e0fa2-a7c8-4377-a976-54943a77a395",
        "Key Vault Contributor",
        common("Microsoft.KeyVault/*"),
        List.of("Microsoft.KeyVault/locations/deletedVaults/purge/action"));
    control(
        "a68e7c17-0ab2-4c09-9a58-125dae29748c",
        "Key Vault Purge Operator",
        List.of(
            "Microsoft.KeyVault/locations/deletedVaults/read",
            "Microsoft.KeyVault/locations/deletedVaults/purge/action",
            "Microsoft.KeyVault/locations/operationResults/read"),
        NONE);
  }

  private static void bus() {
    data(
        SERVICE_BUS_DATA_OWNER,
        "Azure Service Bus Data Owner",
        List.of("Microsoft.ServiceBus/*"),
        List.of("Microsoft.ServiceBus/*"));
    List<String> read =
        List.of(
            "Microsoft.ServiceBus/*/queues/read",
            "Microsoft.ServiceBus/*/topics/read",
            "Microsoft.ServiceBus/*/topics/subscriptions/read");
    data(
        "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39",
        "Azure Service Bus Data Sender",
        read,
        List.of("Microsoft.ServiceBus/*/send/action"));
    data(
        "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0",
        "Azure Service Bus Data Receiver",
        read,
        List.of("Microsoft.ServiceBus/*/receive/action"));
  }

  private static void containers() {
    control(
        "358470bc-b998-42bd-ab17-a7e34c199c0f",
        "Container Apps Contributor",
        common(
            "Microsoft.App/containerApps/*",
            "Microsoft.App/managedEnvironments/read",
            "Microsoft.App/managedEnvironments/*/read",
            "Microsoft.App/managedEnvironments/join/action"),
        NONE);
    control(
        "4e3d2b60-56ae-4dc6-a233-09c8e5a82e68",
        "Container Apps Jobs Contributor",
        common(
            "Microsoft.App/jobs/*",
            "Microsoft.App/managedEnvironments/read",
            "Microsoft.App/managedEnvironments/*/read",
            "Microsoft.App/managedEnvironments/join/action"),
        NONE);
    control(
        "b9a307c4-5aa3-4b52-ba60-2b17c136cd7b",
        "Container Apps Jobs Operator",
        common(
            "Microsoft.App/jobs/read",
            "Microsoft.App/jobs/*/read",
            "Microsoft.App/jobs/*/action",
            "Microsoft.App/managedEnvironments/read"),
        NONE);
    control(
        "57cc5028-e6a7-4284-868d-0611c5923f8d",
        "Container Apps ManagedEnvironments Contributor",
        common("Microsoft.App/managedEnvironments/*"),
        NONE);
    control(
        "7f951dda-4ed3-4680-a7ca-43fe172d538d",
        "AcrPull",
        List.of("Microsoft.ContainerRegistry/registries/pull/read"),
        NONE);
  }

  private static void others() {
    control(
        "4d97b98b-1d4f-4787-a291-c67834d212e7",
        "Network Contributor",
        common("Microsoft.Network/*"),
        NONE);
    control(
        "9980e02c-c2be-4d73-94e8-173b1dc7cf3c",
        "Virtual Machine Contributor",
        common(
            "Microsoft.Compute/virtualMachines/*",
            "Microsoft.Compute/disks/*",
            "Microsoft.Network/networkInterfaces/*",
            "Microsoft.Network/virtualNetworks/read",
            "Microsoft.Network/virtualNetworks/subnets/join/action"),
        NONE);
    control(
        "17d1049b-9a84-46fb-8f53-869881c3d3ab",
        "Storage Account Contributor",
        common("Microsoft.Storage/storageAccounts/*"),
        NONE);
    control(
        "de139f84-1756-47ae-9be6-808fbbe84772",
        "Website Contributor",
        common("Microsoft.Web/sites/*", "Microsoft.Web/serverFarms/read"),
        NONE);
    control(
        "f1a07417-d97a-45cb-824c-7a7467783830",
        "Managed Identity Operator",
        common(
            "Microsoft.ManagedIdentity/userAssignedIdentities/*/read",
            "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action"),
        NONE);
    control(
        "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59",
        "Managed Identity Contributor",
        common("Microsoft.ManagedIdentity/userAssignedIdentities/*"),
        NONE);
    data(
        MONITORING_METRICS_PUBLISHER,
        "Monitoring Metrics Publisher",
        NONE,
        List.of("Microsoft.Insights/Metrics/Write", "Microsoft.Insights/Telemetry/Write"));
    data(
        "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
        "Storage Blob Data Contributor",
        List.of(
            "Microsoft.Storage/storageAccounts/blobServices/containers/delete",
            "Microsoft.Storage/storageAccounts/blobServices/containers/read",
            "Microsoft.Storage/storageAccounts/blobServices/containers/write"),
        List.of("Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*"));
  }

  /** What most roles for one kind of resource grant besides. */
  private static List<String> common(String... own) {
    List<String> all = new java.util.ArrayList<>(List.of(own));
    all.add("Microsoft.Authorization/*/read");
    all.add("Microsoft.Resources/deployments/*");
    all.add("Microsoft.Resources/subscriptions/resourceGroups/read");
    return all;
  }

  private static void control(
      String id, String name, List<String> actions, List<String> notActions) {
    add(id, name, new Grant(actions, notActions, NONE, NONE));
  }

  private static void data(String id, String name, List<String> actions, List<String> dataActions) {
    add(id, name, new Grant(actions, NONE, dataActions, NONE));
  }

  private static void add(String id, String name, Grant grant) {
    BY_ID.put(
        id,
        new RoleDefinition(
            id, name, "Built-in role " + name + ".", true, List.of(grant), List.of("/")));
  }

  static Map<String, RoleDefinition> byId() {
    return java.util.Collections.unmodifiableMap(BY_ID);
  }
}
