package io.haymaker.azure.runtime;

import com.azure.resourcemanager.appcontainers.fluent.ContainerAppsApiClient;
import com.azure.resourcemanager.appcontainers.fluent.models.JobExecutionBaseInner;
import com.azure.resourcemanager.appcontainers.fluent.models.JobExecutionInner;
import com.azure.resourcemanager.appcontainers.fluent.models.JobInner;
import com.azure.resourcemanager.appcontainers.models.JobPatchProperties;
import io.haymaker.azure.wire.SdkCall;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.LaunchSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The calls about jobs and their executions, one by one. */
final class Jobs {

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
        ContainerAppsSettings.RUNTIME,
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

  /** Whether an execution is known, whatever the list says, which may be behind. */
  Look<JobExecutionInner> execution(ContainerHandle handle, String execution) {
    return SdkCall.look(
        () ->
            client
                .getResourceProviders()
                .jobExecution(group(handle), handle.name().value(), execution));
  }

  /** Writes the job, and waits until it can be started. */
  Outcome<JobInner> define(LaunchSpec spec) {
    String name = spec.name().value();
    return Provisioning.of(
        () ->
            client
                .getJobs()
                .beginCreateOrUpdate(settings.resourceGroup(), name, definition.of(spec)),
        JobInner::new);
  }

  /** Starts one execution more; gives its name, or an empty text where the service does not. */
  Outcome<String> start(ContainerHandle handle) {
    return Provisioning.of(
            () -> client.getJobs().beginStart(group(handle), handle.name().value()),
            JobExecutionBaseInner::new)
        .map(started -> Objects.requireNonNullElse(started.name(), ""));
  }

  /** Replaces the tags. */
  Outcome<JobInner> tag(ContainerHandle handle, Map<String, String> tags) {
    return Provisioning.of(
        () ->
            client
                .getJobs()
                .beginUpdate(
                    group(handle), handle.name().value(), new JobPatchProperties().withTags(tags)),
        JobInner::new);
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
