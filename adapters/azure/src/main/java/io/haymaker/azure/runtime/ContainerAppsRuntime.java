package io.haymaker.azure.runtime;

import com.azure.resourcemanager.appcontainers.fluent.ContainerAppsApiClient;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.runtime.Capabilities;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.ContainerStats;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Containers of one kind on Container Apps, and sight of the other kind: after the configuration
 * has changed from one to the other, what was launched before is still found, stopped, and removed.
 */
public final class ContainerAppsRuntime implements ContainerRuntime {

  private final ContainerRuntime ours;
  private final ContainerRuntime other;
  private final ContainerRuntime apps;
  private final ContainerRuntime jobs;

  public ContainerAppsRuntime(
      ContainerAppsApiClient client,
      ResourceDeleter deleter,
      ContainerAppsSettings settings,
      InstallationId installation) {
    this.jobs = new JobsRuntime(client, deleter, settings, installation);
    this.apps = new AppsRuntime(client, deleter, settings, AppScale.ONE, installation);
    this.ours = settings.kind() == AgentKind.JOB ? jobs : apps;
    this.other = settings.kind() == AgentKind.JOB ? apps : jobs;
  }

  @Override
  public Capabilities capabilities() {
    return ours.capabilities();
  }

  @Override
  public Outcome<ContainerHandle> launch(LaunchSpec spec) {
    return ours.launch(spec);
  }

  @Override
  public Look<ContainerView> inspect(ContainerHandle handle) {
    return of(handle).inspect(handle);
  }

  @Override
  public Look<ContainerView> find(ContainerName name) {
    Look<ContainerView> found = ours.find(name);
    return found instanceof Look.Absent<ContainerView> ? other.find(name) : found;
  }

  @Override
  public Outcome<Removal> stop(ContainerHandle handle) {
    return of(handle).stop(handle);
  }

  @Override
  public Outcome<Removal> destroy(ContainerHandle handle, Duration followFor) {
    return of(handle).destroy(handle, followFor);
  }

  @Override
  public Listing<ContainerView> list(InstallationId installation, Optional<RunId> run) {
    return ours.list(installation, run).and(other.list(installation, run));
  }

  @Override
  public Outcome<String> logs(ContainerHandle handle, int tailLines) {
    return of(handle).logs(handle, tailLines);
  }

  @Override
  public Outcome<LogReader> follow(ContainerHandle handle, int tailLines, Consumer<String> lines) {
    return of(handle).follow(handle, tailLines, lines);
  }

  @Override
  public Outcome<ContainerStats> stats(ContainerHandle handle) {
    return of(handle).stats(handle);
  }

  @Override
  public Outcome<ContainerSize> resize(ContainerHandle handle, ContainerSize size) {
    return of(handle).resize(handle, size);
  }

  private ContainerRuntime of(ContainerHandle handle) {
    boolean app =
        handle.nativeId().toLowerCase(Locale.ROOT).contains(Apps.SEGMENT.toLowerCase(Locale.ROOT));
    return app ? apps : jobs;
  }
}
