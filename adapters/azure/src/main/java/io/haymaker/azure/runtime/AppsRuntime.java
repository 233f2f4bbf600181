package io.haymaker.azure.runtime;

import com.azure.resourcemanager.appcontainers.fluent.ContainerAppsApiClient;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import com.azure.resourcemanager.appcontainers.models.ContainerAppProvisioningState;
import com.azure.resourcemanager.appcontainers.models.ContainerAppRunningStatus;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.Capabilities;
import io.haymaker.core.runtime.Capabilities.Feature;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerStats;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.Restart;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Containers as apps of one Container Apps environment, all in one group of ours. The platform
 * begins an app again whenever it ends and has no word for an end: one that was begun again counts
 * as failed here, and one that has done its work has to stay until it is stopped.
 */
final class AppsRuntime implements ContainerRuntime {

  private final Apps apps;
  private final ResourceDeleter deleter;
  private final InstallationId installation;

  AppsRuntime(
      ContainerAppsApiClient client,
      ResourceDeleter deleter,
      ContainerAppsSettings settings,
      AppScale scale,
      InstallationId installation) {
    this.apps = new Apps(client, settings, scale);
    this.deleter = deleter;
    this.installation = installation;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        ContainerAppsSettings.RUNTIME,
        WorkloadParts.NAME_LIMIT,
        ContainerAppsSettings.FLOOR,
        WorkloadParts.LARGEST,
        Set.of(Restart.ALWAYS),
        Set.of(Feature.VAULT_SECRETS, Feature.HISTORY, Feature.PROBES));
  }

  @Override
  public Outcome<ContainerHandle> launch(LaunchSpec spec) {
    if (!OwnerTags.carry(spec.labels(), installation)) {
      return Outcome.refused("NotOurs", "the labels do not carry our installation");
    }
    Optional<Problem> objection = WorkloadParts.objection(spec, capabilities());
    if (objection.isPresent()) {
      return new Outcome.Refused<>(objection.get());
    }
    ContainerHandle handle = apps.handle(spec.name());
    return switch (apps.find(handle)) {
      case Look.Absent<ContainerAppInner> _ -> apps.define(spec);
      case Look.Found<ContainerAppInner>(ContainerAppInner app) when !isOurs(app) ->
          notOurs(handle);
      case Look.Found<ContainerAppInner>(ContainerAppInner app) when isReady(app) ->
          Outcome.done(handle);
      // Half made by an earlier call: the same template again makes no second revision.
      case Look.Found<ContainerAppInner> _ -> apps.define(spec);
      // Nothing was changed yet.
      case Look.CouldNotLook<ContainerAppInner>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
    };
  }

  private static boolean isReady(ContainerAppInner app) {
    return ContainerAppProvisioningState.SUCCEEDED.equals(app.provisioningState());
  }

  @Override
  public Look<ContainerView> inspect(ContainerHandle handle) {
    return apps.find(handle).then(app -> isOurs(app) ? view(handle, app) : Look.absent());
  }

  @Override
  public Look<ContainerView> find(ContainerName name) {
    return inspect(apps.handle(name));
  }

  private Look<ContainerView> view(ContainerHandle handle, ContainerAppInner app) {
    if (ContainerAppProvisioningState.FAILED.equals(app.provisioningState())) {
      return seen(handle, app, new ContainerState.Failed("the app could not be provisioned"));
    }
    if (ContainerAppRunningStatus.STOPPED.equals(app.runningStatus())) {
      return seen(handle, app, new ContainerState.Stopped());
    }
    if (app.latestRevisionName() == null) {
      return seen(handle, app, new ContainerState.Starting());
    }
    // Absent when the app went away between the two looks.
    return apps.replicas(handle, app.latestRevisionName())
        .then(
            found -> {
              var replicas = new AppReplicas(found);
              return Look.found(
                  new ContainerView(handle, tags(app), replicas.state(), replicas.facts()));
            });
  }

  private static Look<ContainerView> seen(
      ContainerHandle handle, ContainerAppInner app, ContainerState state) {
    return Look.found(new ContainerView(handle, tags(app), state));
  }

  @Override
  public Outcome<Removal> stop(ContainerHandle handle) {
    return switch (apps.find(handle)) {
      case Look.Found<ContainerAppInner>(ContainerAppInner app)
          when isOurs(app) && ContainerAppRunningStatus.STOPPED.equals(app.runningStatus()) ->
          Outcome.done(Removal.ALREADY_ABSENT);
      case Look<ContainerAppInner> look -> onOurs(handle, look, () -> apps.stop(handle));
    };
  }

  /** The deletion gives the container the platform's grace. */
  @Override
  public Outcome<Removal> destroy(ContainerHandle handle, Duration followFor) {
    return onOurs(
        handle,
        apps.find(handle),
        () -> deleter.delete(ResourceId.of(handle.nativeId()), followFor));
  }

  private Outcome<Removal> onOurs(
      ContainerHandle handle, Look<ContainerAppInner> look, Supplier<Outcome<Removal>> effect) {
    return switch (look) {
      case Look.Absent<ContainerAppInner> _ -> Outcome.done(Removal.ALREADY_ABSENT);
      case Look.CouldNotLook<ContainerAppInner>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
      case Look.Found<ContainerAppInner>(ContainerAppInner app) ->
          isOurs(app) ? effect.get() : notOurs(handle);
    };
  }

  private static <T> Outcome<T> notOurs(ContainerHandle handle) {
    return Outcome.refused("NotOurs", "the app %s is not ours".formatted(handle.name()));
  }

  @Override
  public Listing<ContainerView> list(InstallationId whose, Optional<RunId> run) {
    return apps.all()
        .then(
            all ->
                Listing.looking(
                    all.stream().filter(app -> OwnerTags.carry(tags(app), whose, run)).toList(),
                    app -> view(apps.handle(new ContainerName(app.name())), app)));
  }

  @Override
  public Outcome<String> logs(ContainerHandle handle, int tailLines) {
    return Outcome.refused(
        "NotOffered",
        "LOGS: what an app writes is in the environment's Log Analytics workspace, table"
            + " ContainerAppConsoleLogs_CL");
  }

  @Override
  public Outcome<ContainerStats> stats(ContainerHandle handle) {
    return Outcome.refused("NotOffered", "Container Apps offers no STATS for apps");
  }

  private boolean isOurs(ContainerAppInner app) {
    return OwnerTags.carry(tags(app), installation);
  }

  private static Map<String, String> tags(ContainerAppInner app) {
    return app.tags() == null ? Map.of() : app.tags();
  }
}
