package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ArmResource;

/** What goes with a job: its identity, its secrets, and what runs of it. */
final class JobDisposal {

  private final Identities identities;
  private final JobSecrets secrets;
  private final ExecutionBook executions;
  private final JobRunner runner;

  JobDisposal(
      Identities identities, JobSecrets secrets, ExecutionBook executions, JobRunner runner) {
    this.identities = identities;
    this.secrets = secrets;
    this.executions = executions;
    this.runner = runner;
  }

  /** Executions that run get SIGTERM and the grace; their records go when they have ended. */
  void afterDelete(ArmResource job) {
    identities.forget(job);
    executions.ofJob(job.id()).stream()
        .filter(execution -> execution.status().isLive())
        .forEach(execution -> runner.stop(execution.name()));
    executions.forgetEnded(job.id());
    secrets.forget(job.id());
  }
}
