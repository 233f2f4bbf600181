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
import io.haymaker.emulator.managedidentity.Identities;
import io.haymaker.emulator.managedidentity.ManagedIdentityProvider;
import io.haymaker.emulator.rbac.Authorizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Container Apps as one thing to plug in: two resource providers and the part that runs processes.
 */
public final class ContainerApps {

  private final JobRunner jobs;
  private final AppRunner apps;
  private final List<ResourceProvider> providers;

  /** The Container Apps of a cloud. */
  public ContainerApps(
      Cloud cloud,
      ResourceBook resources,
      Authorizer authorizer,
      GraphTenant tenant,
      KeyVault vault) {
    ExecutionBook executions = new ExecutionBook(cloud.store());
    AppBook book = new AppBook(cloud.store());
    WorkloadSecrets secrets = new WorkloadSecrets(cloud.vault());
    Identities identities = new Identities(tenant, resources, cloud.tenantId());
    EnvironmentVariables variables = new EnvironmentVariables(secrets, identities, vault);
    EnvironmentLoad load = new EnvironmentLoad(cloud, resources, executions, book);
    WorkloadRules rules = new WorkloadRules(resources, authorizer, secrets, identities);
    ReplicaPlanner planner = new ReplicaPlanner(cloud, book, rules, load);
    AppViews views = new AppViews(book);
    this.jobs = new JobRunner(cloud, executions, resources, secrets, tenant);
    this.apps = new AppRunner(cloud, book, planner, resources, secrets, variables);
    this.providers =
        List.of(
            new AppProvider(
                resources,
                new EnvironmentRules(cloud, resources, load),
                load,
                new JobRules(rules),
                new JobActions(cloud, resources, rules, secrets, variables, load, executions, jobs),
                new AppRules(cloud, rules, book, planner),
                new AppActions(cloud, resources, secrets, book, views, planner, apps),
                views,
                apps,
                new Disposal(identities, secrets, executions, jobs, apps)),
            new ManagedIdentityProvider(tenant, cloud.tenantId()));
  }

  /** {@code Microsoft.App} and {@code Microsoft.ManagedIdentity}. */
  public List<ResourceProvider> providers() {
    return providers;
  }

  /** What runs executions and replicas; closing them ends these. */
  public List<Part> parts() {
    return List.of(jobs, apps);
  }

  /**
   * {@code GET /_emulator/executions/{name}/log} and {@code /_emulator/replicas/{name}/log}: what
   * one has written so far. {@code POST /_emulator/executions/{name}/forget}: the node is lost, and
   * with it all that is known of the execution.
   */
  public Routes controlRoutes() {
    return new Routes()
        .on(
            "GET",
            "/_emulator/executions/{name}/log",
            (_, holes) -> log(holes.getOrDefault("name", ""), jobs::output))
        .on(
            "POST",
            "/_emulator/executions/{name}/forget",
            (_, holes) -> Response.empty(jobs.forget(holes.getOrDefault("name", "")) ? 204 : 404))
        .on(
            "GET",
            "/_emulator/replicas/{name}/log",
            (_, holes) -> log(holes.getOrDefault("name", ""), apps::output));
  }

  @FunctionalInterface
  private interface Output {
    Optional<String> of(String name) throws IOException;
  }

  private static Response log(String name, Output output) {
    try {
      String text =
          output
              .of(name)
              .orElseThrow(
                  () -> new Refused(404, "NotFound", "There is no output of '" + name + "'."));
      return Response.text(200, "text/plain; charset=utf-8", text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
