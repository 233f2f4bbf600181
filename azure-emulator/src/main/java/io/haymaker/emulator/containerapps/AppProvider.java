package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ProviderCall;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceProvider;
import io.haymaker.emulator.arm.Write;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Response;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code Microsoft.App}: environments, jobs and apps; other types of the namespace are kept like
 * any resource.
 */
final class AppProvider implements ResourceProvider {

  private final ResourceBook resources;
  private final EnvironmentRules environments;
  private final EnvironmentLoad load;
  private final JobRules jobs;
  private final JobActions actions;
  private final AppRules apps;
  private final AppActions appActions;
  private final AppViews appViews;
  private final AppRunner appRunner;
  private final Disposal disposal;

  AppProvider(
      ResourceBook resources,
      EnvironmentRules environments,
      EnvironmentLoad load,
      JobRules jobs,
      JobActions actions,
      AppRules apps,
      AppActions appActions,
      AppViews appViews,
      AppRunner appRunner,
      Disposal disposal) {
    this.resources = resources;
    this.environments = environments;
    this.load = load;
    this.jobs = jobs;
    this.actions = actions;
    this.apps = apps;
    this.appActions = appActions;
    this.appViews = appViews;
    this.appRunner = appRunner;
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
    } else if (write.id().isA(AppDefinition.TYPE)) {
      apps.beforeWrite(write);
    }
  }

  @Override
  public void afterWrite(ArmResource resource) {
    if (resource.id().isA(AppDefinition.TYPE)) {
      appRunner.follow(resource.id());
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
      disposal.ofJob(resource);
    } else if (resource.id().isA(AppDefinition.TYPE)) {
      disposal.ofApp(resource);
    }
  }

  @Override
  public void show(ArmResource resource, ObjectNode view) {
    if (view.path("identity") instanceof ObjectNode identity) {
      identity.remove("_clientId");
    }
    ObjectNode properties = Json.child(view, "properties");
    properties.put("provisioningState", provisioningState(resource, properties));
    if (resource.id().isA(AppDefinition.TYPE)) {
      appViews.complete(resource, properties);
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
    return actions.handle(call).or(() -> appActions.handle(call));
  }

  /** This provider has words of its own for what is going on. */
  private static String provisioningState(ArmResource resource, ObjectNode properties) {
    String usual = properties.path("provisioningState").asString("");
    boolean environment = resource.id().isA(ManagedEnvironment.TYPE);
    return switch (usual) {
      case "Creating", "Updating" -> environment ? "InfrastructureSetupInProgress" : "InProgress";
      case "Deleting" -> environment ? "ScheduledForDelete" : usual;
      default -> usual;
    };
  }

  private ArmResource environment(ProviderCall call) {
    return resources
        .find(call.resource(1))
        .orElseThrow(() -> AppErrors.notFound("managed environment", call.resource(1).text()));
  }
}
