package io.haymaker.azure.runtime;

import com.azure.resourcemanager.appcontainers.fluent.ContainerAppsApiClient;
import com.azure.resourcemanager.appcontainers.fluent.models.JobExecutionInner;
import com.azure.resourcemanager.appcontainers.fluent.models.JobInner;
import com.azure.resourcemanager.appcontainers.models.JobProvisioningState;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Containers as manual jobs of one Container Apps environment, all in one group of ours. */
final class JobsRuntime implements ContainerRuntime {

  /**
   * The tag that names the execution that a job was begun with. Container Apps may forget an
   * execution and keep its job; without this mark such a job looks as if it had never been begun.
   */
  private static final String BEGUN = "HayMaker-Begun";

  private final Jobs jobs;
  private final ResourceDeleter deleter;
  private final InstallationId installation;

  JobsRuntime(
      ContainerAppsApiClient client,
      ResourceDeleter deleter,
      ContainerAppsSettings settings,
      InstallationId installation) {
    this.jobs = new Jobs(client, settings);
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
        Set.of(Restart.NEVER),
        Set.of(Feature.VAULT_SECRETS, Feature.TIMEOUT));
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
    ContainerHandle handle = jobs.handle(spec.name());
    return switch (jobs.find(handle)) {
      case Look.Absent<JobInner> _ -> jobs.define(spec).then(_ -> begin(handle, spec.labels()));
      case Look.Found<JobInner>(JobInner job) when !isOurs(job) ->
          Outcome.refused("NotOurs", "the job %s is not ours".formatted(spec.name()));
      case Look.Found<JobInner>(JobInner job) when begun(job).isPresent() || isReady(job) ->
          begin(handle, tags(job));
      // Half made by an earlier call: the same definition again is harmless.
      case Look.Found<JobInner> _ -> jobs.define(spec).then(_ -> begin(handle, spec.labels()));
      // Nothing was changed yet.
      case Look.CouldNotLook<JobInner>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
    };
  }

  private static boolean isReady(JobInner job) {
    return JobProvisioningState.SUCCEEDED.equals(job.provisioningState());
  }

  /** Starts the job unless it was ever started, and stops what was started twice. */
  private Outcome<ContainerHandle> begin(ContainerHandle handle, Map<String, String> tags) {
    return switch (jobs.executions(handle)) {
      case Look.Absent<Executions> _ -> Outcome.busy("JobGone", "the job went away meanwhile");
      case Look.CouldNotLook<Executions>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
      case Look.Found<Executions>(Executions executions) -> {
        if (executions.none()) {
          // Begun and forgotten is begun all the same.
          yield tags.containsKey(BEGUN)
              ? Outcome.done(handle)
              : jobs.start(handle).then(execution -> mark(handle, tags, execution));
        }
        yield jobs.stop(handle, executions.duplicates())
            .then(_ -> mark(handle, tags, executions.oldest()));
      }
    };
  }

  private Outcome<ContainerHandle> mark(
      ContainerHandle handle, Map<String, String> tags, String execution) {
    if (tags.containsKey(BEGUN) || execution.isEmpty()) {
      return Outcome.done(handle);
    }
    var marked = new HashMap<>(tags);
    marked.put(BEGUN, execution);
    return jobs.tag(handle, marked).map(_ -> handle);
  }

  private static Optional<String> begun(JobInner job) {
    return Optional.ofNullable(tags(job).get(BEGUN));
  }

  @Override
  public Look<ContainerView> inspect(ContainerHandle handle) {
    return jobs.find(handle).then(job -> isOurs(job) ? view(handle, job) : Look.absent());
  }

  @Override
  public Look<ContainerView> find(ContainerName name) {
    return inspect(jobs.handle(name));
  }

  private Look<ContainerView> view(ContainerHandle handle, JobInner job) {
    // Absent when the job went away between the two looks.
    return jobs.executions(handle)
        .then(
            executions ->
                executions.none()
                    ? unlisted(handle, job)
                    : Look.found(
                        new ContainerView(
                            handle, tags(job), executions.state(), executions.facts())));
  }

  /** A job without executions: not begun yet, or begun and forgotten. */
  private Look<ContainerView> unlisted(ContainerHandle handle, JobInner job) {
    Optional<String> execution = begun(job);
    if (execution.isEmpty()) {
      return Look.found(
          new ContainerView(
              handle,
              tags(job),
              JobProvisioningState.FAILED.equals(job.provisioningState())
                  ? new ContainerState.Failed("the job could not be provisioned")
                  : new ContainerState.Starting()));
    }
    return switch (jobs.execution(handle, execution.get())) {
      case Look.Absent<JobExecutionInner> _ ->
          Look.found(new ContainerView(handle, tags(job), new ContainerState.Lost()));
      case Look.CouldNotLook<JobExecutionInner>(Problem problem) ->
          new Look.CouldNotLook<>(problem);
      case Look.Found<JobExecutionInner>(JobExecutionInner found) -> {
        var alone = new Executions(List.of(found));
        yield Look.found(new ContainerView(handle, tags(job), alone.state(), alone.facts()));
      }
    };
  }

  @Override
  public Outcome<Removal> stop(ContainerHandle handle) {
    return onOurs(handle, () -> stopRunning(handle));
  }

  private Outcome<Removal> stopRunning(ContainerHandle handle) {
    return switch (jobs.executions(handle)) {
      case Look.Absent<Executions> _ -> Outcome.done(Removal.ALREADY_ABSENT);
      case Look.CouldNotLook<Executions>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
      case Look.Found<Executions>(Executions executions) -> {
        List<String> running = executions.running();
        yield jobs.stop(handle, running)
            .map(_ -> running.isEmpty() ? Removal.ALREADY_ABSENT : Removal.REMOVED);
      }
    };
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
    return switch (jobs.find(handle)) {
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
    return jobs.all()
        .then(
            all ->
                Listing.looking(
                    all.stream().filter(job -> OwnerTags.carry(tags(job), whose, run)).toList(),
                    job -> view(jobs.handle(new ContainerName(job.name())), job)));
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

  private boolean isOurs(JobInner job) {
    return OwnerTags.carry(tags(job), installation);
  }

  private static Map<String, String> tags(JobInner job) {
    return job.tags() == null ? Map.of() : job.tags();
  }
}
