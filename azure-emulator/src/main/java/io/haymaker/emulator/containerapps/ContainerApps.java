package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.Part;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceProvider;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.graph.GraphTenant;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.http.Routes;
import io.haymaker.emulator.keyvault.KeyVault;
import io.haymaker.emulator.rbac.Authorizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Container Apps as one thing to plug in: two resource providers and the part that runs processes.
 */
public final class ContainerApps {

  private final JobRunner runner;
  private final List<ResourceProvider> providers;

  /** The Container Apps of a cloud. */
  public ContainerApps(
      Cloud cloud,
      ResourceBook resources,
      Authorizer authorizer,
      GraphTenant tenant,
      KeyVault vault) {
    ExecutionBook executions = new ExecutionBook(cloud.store());
    JobSecrets secrets = new JobSecrets(cloud.vault());
    Identities identities = new Identities(tenant, resources, cloud.tenantId());
    EnvironmentLoad load = new EnvironmentLoad(cloud, resources, executions);
    JobRules rules = new JobRules(resources, authorizer, secrets, identities);
    this.runner = new JobRunner(cloud, executions, resources, secrets, tenant);
    JobActions actions =
        new JobActions(
            cloud,
            resources,
            rules,
            secrets,
            new EnvironmentVariables(secrets, identities, vault),
            load,
            executions,
            runner);
    this.providers =
        List.of(
            new AppProvider(
                resources,
                new EnvironmentRules(cloud, resources, load),
                load,
                rules,
                actions,
                new JobDisposal(identities, secrets, executions, runner)),
            new ManagedIdentityProvider(tenant, cloud.tenantId()));
  }

  /** {@code Microsoft.App} and {@code Microsoft.ManagedIdentity}. */
  public List<ResourceProvider> providers() {
    return providers;
  }

  /** What runs executions; closing it ends them. */
  public Part part() {
    return runner;
  }

  /** {@code GET /_emulator/executions/{name}/log}: what an execution has written so far. */
  public Routes controlRoutes() {
    return new Routes()
        .on(
            "GET",
            "/_emulator/executions/{name}/log",
            (_, holes) -> log(holes.getOrDefault("name", "")));
  }

  private Response log(String name) {
    try {
      String text =
          runner
              .output(name)
              .orElseThrow(
                  () -> new Refused(404, "NotFound", "There is no output of '" + name + "'."));
      return Response.text(200, "text/plain; charset=utf-8", text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
