package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.managedidentity.Identities;

/** What goes with a job or app: its identity, its secrets, and what runs of it. */
final class Disposal {

  private final Identities identities;
  private final WorkloadSecrets secrets;
  private final ExecutionBook executions;
  private final JobRunner jobs;
  private final AppRunner apps;

  Disposal(
      Identities identities,
      WorkloadSecrets secrets,
      ExecutionBook executions,
      JobRunner jobs,
      AppRunner apps) {
    this.identities = identities;
    this.secrets = secrets;
    this.executions = executions;
    this.jobs = jobs;
    this.apps = apps;
  }

  /** What runs gets SIGTERM and the grace; its records go when it has ended. */
  void ofJob(ArmResource job) {
    identities.forget(job);
    executions.ofJob(job.id()).stream()
        .filter(execution -> execution.status().isLive())
        .forEach(execution -> jobs.stop(execution.name()));
    executions.forgetEnded(job.id());
    secrets.forget(job.id());
  }

  /** The same of an app and its replicas. */
  void ofApp(ArmResource app) {
    identities.forget(app);
    apps.forget(app.id());
    secrets.forget(app.id());
  }
}
