package io.haymaker.emulator;

import io.haymaker.emulator.arm.ArmService;
import io.haymaker.emulator.arm.BookScopes;
import io.haymaker.emulator.arm.GroupBook;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceProvider;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.containerapps.ContainerApps;
import io.haymaker.emulator.containerinstances.ContainerInstances;
import io.haymaker.emulator.control.ControlService;
import io.haymaker.emulator.graph.GraphTenant;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Service;
import io.haymaker.emulator.ingestion.LogsIngestion;
import io.haymaker.emulator.keyvault.KeyVault;
import io.haymaker.emulator.machine.MachineIdentity;
import io.haymaker.emulator.registry.Registry;
import io.haymaker.emulator.resourcegraph.ResourceGraph;
import io.haymaker.emulator.role.RoleAuthorizer;
import io.haymaker.emulator.role.RoleBook;
import io.haymaker.emulator.role.RoleService;
import io.haymaker.emulator.servicebus.ServiceBus;
import io.haymaker.emulator.softdelete.SoftDelete;
import io.haymaker.emulator.token.AccessTokens;
import io.haymaker.emulator.token.Administrator;
import io.haymaker.emulator.token.Directory;
import io.haymaker.emulator.token.Secret;
import io.haymaker.emulator.token.SignInService;
import io.haymaker.emulator.token.SigningKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Where every service is plugged in.
 *
 * @param services asked in this order, the first that owns a request answers it
 * @param parts started in this order, closed in the reverse order
 * @param bus knows how to be reached once the parts have started
 */
record Composition(AccessTokens tokens, List<Service> services, List<Part> parts, ServiceBus bus) {
  Composition {
    services = List.copyOf(services);
    parts = List.copyOf(parts);
  }

  static Composition of(
      Cloud cloud, SigningKey key, Administrator administrator, Secret controlKey) {
    AccessTokens tokens = new AccessTokens(key, cloud.endpoints(), cloud.tenantId(), cloud.clock());

    GroupBook groups = new GroupBook(cloud.store(), cloud.clock());
    ResourceBook resources = new ResourceBook(cloud.store(), cloud.clock());
    RoleBook roles = new RoleBook(cloud.store(), cloud.clock());
    roles.makeAdministrator(
        administrator.principal().objectId(), "/subscriptions/" + cloud.subscriptionId());

    GraphTenant tenant = new GraphTenant(cloud, administrator);
    Directory directory = tenant.directory();
    RoleAuthorizer authorizer = new RoleAuthorizer(cloud, roles);

    KeyVault vault = new KeyVault(cloud, authorizer);
    ServiceBus bus = new ServiceBus(cloud, resources, tokens, authorizer);
    ContainerApps apps = new ContainerApps(cloud, resources, authorizer, tenant, vault);
    List<ResourceProvider> providers = new ArrayList<>(apps.providers());
    ContainerInstances instances = new ContainerInstances(cloud, resources, authorizer, tenant);
    providers.add(instances.provider());
    providers.add(bus.provider());
    LogsIngestion ingestion = new LogsIngestion(cloud, resources, authorizer);
    providers.add(ingestion.provider());
    providers.addAll(new SoftDelete(cloud, resources).providers());

    ArmService arm = new ArmService(cloud, authorizer, authorizer, groups, resources, providers);
    List<Service> services =
        List.of(
            new ControlService(
                cloud,
                tokens,
                controlKey,
                administrator.principal().objectId(),
                List.of(apps.controlRoutes(), ingestion.controlRoutes())),
            new SignInService(directory, tokens, key, cloud.endpoints(), cloud.tenantId()),
            tenant.service(),
            vault.service(),
            new RoleService(
                cloud, authorizer, roles, directory, new BookScopes(cloud, groups, resources)),
            new ResourceGraph(cloud, groups, resources, authorizer),
            new MachineIdentity(cloud, resources, directory, tokens, MachineIdentity.header(cloud)),
            new Registry(cloud, tokens, directory, authorizer),
            arm,
            bus.https(),
            ingestion.service());

    Caller owner =
        new Caller(administrator.principal().objectId(), administrator.principal().appId());
    List<Part> parts = new ArrayList<>(List.of(bus.part(arm, owner), vault.part(arm, owner)));
    parts.addAll(apps.parts());
    parts.add(instances.part());
    return new Composition(tokens, services, parts, bus);
  }
}
