package io.haymaker.azure.runtime;

import com.azure.core.http.HttpHeaders;
import com.azure.core.management.polling.PollResult;
import com.azure.core.util.BinaryData;
import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.core.util.polling.PollResponse;
import com.azure.resourcemanager.appcontainers.fluent.ContainerAppsApiClient;
import com.azure.resourcemanager.appcontainers.fluent.models.JobInner;
import com.azure.resourcemanager.appcontainers.models.JobProvisioningState;
import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.SdkCall;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Containers as manual jobs of one Container Apps environment, all in one group of ours. */
public final class ContainerAppsRuntime implements ContainerRuntime {

  /** The name under which its handles are known. */
  public static final String NAME = "container-apps";

  private static final Duration PROVISIONING = Duration.ofMinutes(5);

  private final ContainerAppsApiClient client;
  private final ResourceDeleter deleter;
  private final ContainerAppsSettings settings;
  private final InstallationId installation;
  private final JobDefinition definition;

  public ContainerAppsRuntime(
      ContainerAppsApiClient client,
      ResourceDeleter deleter,
      ContainerAppsSettings settings,
      InstallationId installation) {
    this.client = client;
    this.deleter = deleter;
    this.settings = settings;
    this.installation = installation;
    this.definition = new JobDefinition(settings);
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        NAME,
        JobDefinition.NAME_LIMIT,
        ContainerAppsSettings.FLOOR,
        JobDefinition.LARGEST,
        Set.of(Feature.VAULT_SECRETS, Feature.TIMEOUT));
  }

  @Override
  public Outcome<ContainerHandle> launch(LaunchSpec spec) {
    if (!OwnerTags.carry(spec.labels(), installation)) {
      return Outcome.refused("NotOurs", "the labels do not carry our installation");
    }
    Optional<Problem> objection = JobDefinition.objection(spec);
    if (objection.isPresent()) {
      return new Outcome.Refused<>(objection.get());
    }
    ContainerHandle handle = handle(spec.name());
    return switch (job(handle)) {
      case Look.Absent<JobInner> _ -> define(spec).then(_ -> begin(handle));
      case Look.Found<JobInner>(JobInner job) when !isOurs(job) ->
          Outcome.refused("NotOurs", "the job %s is not ours".formatted(spec.name()));
      case Look.Found<JobInner>(JobInner job) when isReady(job) -> begin(handle);
      // Half made by an earlier call: the same definition again is harmless.
      case Look.Found<JobInner> _ -> define(spec).then(_ -> begin(handle));
      // Nothing was changed yet.
      case Look.CouldNotLook<JobInner>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
    };
  }

  private static boolean isReady(JobInner job) {
    return JobProvisioningState.SUCCEEDED.equals(job.provisioningState());
  }

  private Outcome<JobInner> define(LaunchSpec spec) {
    String name = spec.name().value();
    return SdkCall.effect(
            () ->
                client
                    .getJobs()
                    .beginCreateOrUpdate(settings.resourceGroup(), name, definition.of(spec))
                    .waitForCompletion(PROVISIONING))
        .then(ContainerAppsRuntime::defined);
  }

  private static Outcome<JobInner> defined(PollResponse<PollResult<JobInner>> end) {
    PollResult<JobInner> result = end.getValue();
    if (LongRunningOperationStatus.SUCCESSFULLY_COMPLETED.equals(end.getStatus())) {
      return Outcome.done(Objects.requireNonNullElseGet(result.getValue(), JobInner::new));
    }
    if (result.getError() == null) {
      return Outcome.busy("Provisioning", "the job is still being made: " + end.getStatus());
    }
    Problem problem = Answers.problem(failure(result.getError()));
    return Answers.mayPass(problem)
        ? new Outcome.Busy<>(problem, Optional.empty())
        : new Outcome.Refused<>(problem);
  }

  private static Reply.Answer failure(PollResult.Error error) {
    return new Reply.Answer(
        error.getResponseStatusCode(),
        Objects.requireNonNullElseGet(error.getResponseHeaders(), HttpHeaders::new),
        Json.read(BinaryData.fromString(Objects.requireNonNullElse(error.getResponseBody(), ""))));
  }

  /** Starts the job unless it was ever started, and stops what was started twice. */
  private Outcome<ContainerHandle> begin(ContainerHandle handle) {
    return switch (executions(handle)) {
      case Look.Absent<Executions> _ -> Outcome.busy("JobGone", "the job went away meanwhile");
      case Look.CouldNotLook<Executions>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
      case Look.Found<Executions>(Executions executions) -> {
        if (executions.none()) {
          yield SdkCall.effect(
                  () -> client.getJobs().beginStart(group(handle), handle.name().value()).poll())
              .map(_ -> handle);
        }
        yield stopAll(handle, executions.duplicates()).map(_ -> handle);
      }
    };
  }

  @Override
  public Look<ContainerView> inspect(ContainerHandle handle) {
    return switch (job(handle)) {
      case Look.Absent<JobInner> _ -> Look.absent();
      case Look.CouldNotLook<JobInner> failed -> new Look.CouldNotLook<>(failed.problem());
      case Look.Found<JobInner>(JobInner job) -> isOurs(job) ? view(handle, job) : Look.absent();
    };
  }

  @Override
  public Look<ContainerView> find(ContainerName name) {
    return inspect(handle(name));
  }

  private Look<ContainerView> view(ContainerHandle handle, JobInner job) {
    return switch (executions(handle)) {
      // The job went away between the two looks.
      case Look.Absent<Executions> _ -> Look.absent();
      case Look.CouldNotLook<Executions>(Problem problem) -> new Look.CouldNotLook<>(problem);
      case Look.Found<Executions>(Executions executions) ->
          Look.found(
              new ContainerView(
                  handle, tags(job), executions.state().orElseGet(() -> unstarted(job))));
    };
  }

  private static ContainerState unstarted(JobInner job) {
    return JobProvisioningState.FAILED.equals(job.provisioningState())
        ? new ContainerState.Failed("the job could not be provisioned")
        : new ContainerState.Starting();
  }

  @Override
  public Outcome<Removal> stop(ContainerHandle handle) {
    return onOurs(handle, () -> stopRunning(handle));
  }

  private Outcome<Removal> stopRunning(ContainerHandle handle) {
    return switch (executions(handle)) {
      case Look.Absent<Executions> _ -> Outcome.done(Removal.ALREADY_ABSENT);
      case Look.CouldNotLook<Executions>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
      case Look.Found<Executions>(Executions executions) -> {
        List<String> running = executions.running();
        yield stopAll(handle, running)
            .map(_ -> running.isEmpty() ? Removal.ALREADY_ABSENT : Removal.REMOVED);
      }
    };
  }

  private Outcome<Removal> stopAll(ContainerHandle handle, List<String> executions) {
    Outcome<Removal> all = Outcome.done(Removal.REMOVED);
    for (String execution : executions) {
      all =
          all.then(
              removal ->
                  SdkCall.effect(
                          () ->
                              client
                                  .getJobs()
                                  .beginStopExecution(
                                      group(handle), handle.name().value(), execution)
                                  .poll())
                      .map(_ -> removal));
    }
    return all;
  }

  @Override
  public Outcome<Removal> destroy(ContainerHandle handle, Duration followFor) {
    return onOurs(
        handle,
        () -> {
          // Stopping gives it its grace; the deletion ends it in any case.
          Outcome<Removal> stopped = stopRunning(handle);
          Outcome<Removal> deleted = deleter.delete(ResourceId.of(handle.nativeId()), followFor);
          return deleted.isDone() || stopped.isDone() ? deleted : stopped;
        });
  }

  private Outcome<Removal> onOurs(ContainerHandle handle, Supplier<Outcome<Removal>> effect) {
    return switch (job(handle)) {
      case Look.Absent<JobInner> _ -> Outcome.done(Removal.ALREADY_ABSENT);
      case Look.CouldNotLook<JobInner>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
      case Look.Found<JobInner>(JobInner job) ->
          isOurs(job)
              ? effect.get()
              : Outcome.refused("NotOurs", "the job %s is not ours".formatted(handle.name()));
    };
  }

  @Override
  public Listing<ContainerView> list(InstallationId whose, Optional<RunId> run) {
    Listing<JobInner> jobs =
        SdkCall.listing(
            () -> client.getJobs().listByResourceGroup(settings.resourceGroup()).stream().toList());
    if (!(jobs instanceof Listing.Complete<JobInner>(List<JobInner> all))) {
      return jobs.map(job -> new ContainerView(handle(name(job)), tags(job), unstarted(job)));
    }
    var views = new ArrayList<ContainerView>();
    for (JobInner job : all) {
      boolean wanted =
          run.map(r -> OwnerTags.carry(tags(job), whose, r))
              .orElseGet(() -> OwnerTags.carry(tags(job), whose));
      if (wanted) {
        switch (view(handle(name(job)), job)) {
          case Look.Found<ContainerView>(ContainerView view) -> views.add(view);
          case Look.Absent<ContainerView> _ -> {}
          case Look.CouldNotLook<ContainerView>(Problem problem) -> {
            return new Listing.CouldNotLook<>(problem);
          }
        }
      }
    }
    return Listing.complete(views);
  }

  @Override
  public Outcome<String> logs(ContainerHandle handle, int tailLines) {
    return Outcome.refused(
        "NotOffered",
        "Container Apps offers no LOGS: what a job writes is in the environment's Log Analytics"
            + " workspace, table ContainerAppConsoleLogs_CL");
  }

  @Override
  public Outcome<ContainerStats> stats(ContainerHandle handle) {
    return Outcome.refused("NotOffered", "Container Apps offers no STATS for jobs");
  }

  private Look<JobInner> job(ContainerHandle handle) {
    return SdkCall.look(
        () -> client.getJobs().getByResourceGroup(group(handle), handle.name().value()));
  }

  private Look<Executions> executions(ContainerHandle handle) {
    return SdkCall.look(
        () ->
            new Executions(
                client.getJobsExecutions().list(group(handle), handle.name().value()).stream()
                    .toList()));
  }

  private ContainerHandle handle(ContainerName name) {
    return new ContainerHandle(
        NAME,
        name,
        "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.App/jobs/%s"
            .formatted(client.getSubscriptionId(), settings.resourceGroup(), name));
  }

  /** The handle's own group: it was made under the settings of its time. */
  private String group(ContainerHandle handle) {
    return ResourceId.of(handle.nativeId()).groupName().orElse(settings.resourceGroup());
  }

  private boolean isOurs(JobInner job) {
    return OwnerTags.carry(tags(job), installation);
  }

  private static ContainerName name(JobInner job) {
    return new ContainerName(job.name());
  }

  private static Map<String, String> tags(JobInner job) {
    return job.tags() == null ? Map.of() : job.tags();
  }
}
