package io.haymaker.azure.runtime;

import com.azure.core.http.HttpHeaders;
import com.azure.core.management.polling.PollResult;
import com.azure.core.util.BinaryData;
import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.core.util.polling.PollResponse;
import com.azure.resourcemanager.appcontainers.fluent.ContainerAppsApiClient;
import com.azure.resourcemanager.appcontainers.fluent.models.JobInner;
import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.SdkCall;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.LaunchSpec;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The calls about jobs and their executions, one by one. */
final class Jobs {

  private static final Duration PROVISIONING = Duration.ofMinutes(5);

  private final ContainerAppsApiClient client;
  private final ContainerAppsSettings settings;
  private final JobDefinition definition;

  Jobs(ContainerAppsApiClient client, ContainerAppsSettings settings) {
    this.client = client;
    this.settings = settings;
    this.definition = new JobDefinition(settings);
  }

  /** The handle of a name under our settings; makes no call. */
  ContainerHandle handle(ContainerName name) {
    return new ContainerHandle(
        ContainerAppsRuntime.NAME,
        name,
        "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.App/jobs/%s"
            .formatted(client.getSubscriptionId(), settings.resourceGroup(), name));
  }

  Look<JobInner> find(ContainerHandle handle) {
    return SdkCall.look(
        () -> client.getJobs().getByResourceGroup(group(handle), handle.name().value()));
  }

  Look<Executions> executions(ContainerHandle handle) {
    return SdkCall.look(
        () ->
            new Executions(
                client.getJobsExecutions().list(group(handle), handle.name().value()).stream()
                    .toList()));
  }

  /** Every job of our group, whoever made it. */
  Listing<JobInner> all() {
    return SdkCall.listing(
        () -> client.getJobs().listByResourceGroup(settings.resourceGroup()).stream().toList());
  }

  /** Writes the job, and waits until it can be started. */
  Outcome<JobInner> define(LaunchSpec spec) {
    String name = spec.name().value();
    return SdkCall.effect(
            () ->
                client
                    .getJobs()
                    .beginCreateOrUpdate(settings.resourceGroup(), name, definition.of(spec))
                    .waitForCompletion(PROVISIONING))
        .then(Jobs::defined);
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

  /** Starts one execution more. */
  Outcome<ContainerHandle> start(ContainerHandle handle) {
    return SdkCall.effect(
            () -> client.getJobs().beginStart(group(handle), handle.name().value()).poll())
        .map(_ -> handle);
  }

  /** Asks these executions to end, one after the other, to the first that cannot be asked. */
  Outcome<Removal> stop(ContainerHandle handle, List<String> executions) {
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

  /** The handle's own group: it was made under the settings of its time. */
  private String group(ContainerHandle handle) {
    return ResourceId.of(handle.nativeId()).groupName().orElse(settings.resourceGroup());
  }
}
