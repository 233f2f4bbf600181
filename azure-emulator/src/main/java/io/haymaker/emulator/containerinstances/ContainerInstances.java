package io.haymaker.emulator.containerinstances;

import io.haymaker.emulator.Part;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceProvider;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.graph.GraphTenant;
import io.haymaker.emulator.managedidentity.Identities;
import io.haymaker.emulator.rbac.Authorizer;

/** Container Instances as one thing to plug in: a provider and the part that runs processes. */
public final class ContainerInstances {

  private final GroupRunner runner;
  private final GroupProvider provider;

  /** The Container Instances of a cloud. */
  public ContainerInstances(
      Cloud cloud, ResourceBook resources, Authorizer authorizer, GraphTenant tenant) {
    GroupRecords records = new GroupRecords(cloud.store());
    GroupSecrets secrets = new GroupSecrets(cloud.vault());
    Identities identities = new Identities(tenant, resources, cloud.tenantId());
    Images images = new Images(cloud);
    RegionQuota quota = new RegionQuota(cloud, resources, records);
    OperationRates rates = new OperationRates(cloud);
    RegistryAccess registry =
        new RegistryAccess(cloud, images, tenant.directory(), identities, authorizer);
    this.runner = new GroupRunner(cloud, images, resources, records, secrets);
    this.provider =
        new GroupProvider(
            cloud,
            new GroupRules(cloud, resources, records, secrets, identities, registry, quota, rates),
            new GroupActions(cloud, resources, records, quota, runner),
            records,
            runner,
            identities,
            rates);
  }

  /** {@code Microsoft.ContainerInstance}. */
  public ResourceProvider provider() {
    return provider;
  }

  /** What runs containers; closing it ends them. */
  public Part part() {
    return runner;
  }
}
