package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ProviderCall;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceProvider;
import io.haymaker.emulator.arm.Write;
import io.haymaker.emulator.http.Response;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code Microsoft.App}: environments and jobs; other types of the namespace are kept like any
 * resource.
 */
final class AppProvider implements ResourceProvider {

  private final ResourceBook resources;
  private final EnvironmentRules environments;
  private final EnvironmentLoad load;
  private final JobRules jobs;
  private final JobActions actions;
  private final JobDisposal disposal;

  AppProvider(
      ResourceBook resources,
      EnvironmentRules environments,
      EnvironmentLoad load,
      JobRules jobs,
      JobActions actions,
      JobDisposal disposal) {
    this.resources = resources;
    this.environments = environments;
    this.load = load;
    this.jobs = jobs;
    this.actions = actions;
    this.disposal = disposal;
  }

  @Override
  public String namespace() {
    return "Microsoft.App";
  }

  @Override
  public void beforeWrite(Write write) {
    if (write.id().isA(ManagedEnvironment.TYPE)) {
      environments.beforeWrite(write);
    } else if (write.id().isA(JobDefinition.TYPE)) {
      jobs.beforeWrite(write);
    }
  }

  @Override
  public void beforeDelete(ArmResource resource) {
    if (resource.id().isA(ManagedEnvironment.TYPE)) {
      environments.beforeDelete(resource);
    }
  }

  @Override
  public void afterDelete(ArmResource resource) {
    if (resource.id().isA(JobDefinition.TYPE)) {
      disposal.afterDelete(resource);
    }
  }

  @Override
  public void show(ArmResource resource, ObjectNode view) {
    if (view.path("identity") instanceof ObjectNode identity) {
      identity.remove("_clientId");
    }
  }

  @Override
  public Optional<Response> handle(ProviderCall call) {
    if (call.is("GET", "managedEnvironments", "*", "usages")) {
      return Optional.of(Response.json(200, load.usages(environment(call))));
    }
    if (call.is("GET", "managedEnvironments", "*", "workloadProfileStates")) {
      return Optional.of(Response.json(200, load.profileStates(environment(call))));
    }
    if (call.is("GET", "locations", "*", "usages")) {
      return Optional.of(Response.json(200, load.regionUsages(call.tail().get(1))));
    }
    if (call.is("GET", "locations", "*", "availableManagedEnvironmentsWorkloadProfileTypes")) {
      JsonNode types = EnvironmentLoad.profileTypes(call.tail().get(1));
      return Optional.of(Response.json(200, types));
    }
    return actions.handle(call);
  }

  private ArmResource environment(ProviderCall call) {
    return resources
        .find(call.resource(1))
        .orElseThrow(() -> AppErrors.notFound("managed environment", call.resource(1).text()));
  }
}
