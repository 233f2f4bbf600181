package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.Write;
import io.haymaker.emulator.http.Json;
import tools.jackson.databind.node.ObjectNode;

/** What is checked before a job is written. */
final class JobRules {

  private final WorkloadRules workloads;

  JobRules(WorkloadRules workloads) {
    this.workloads = workloads;
  }

  void beforeWrite(Write write) {
    if (write.before().isEmpty()) {
      WorkloadName.check("job", write.id().name());
    }
    ObjectNode properties = Json.child(write.document(), "properties");
    JobDefinition job = JobDefinition.of(properties);
    workloads.admit(write, job.environment(), job.profile(), job.container());
    complete(properties, job);
  }

  private static void complete(ObjectNode properties, JobDefinition job) {
    properties.put("environmentId", job.environment().text());
    properties.put("workloadProfileName", job.profile());
    ObjectNode configuration = Json.child(properties, "configuration");
    configuration.put("replicaRetryLimit", job.retries());
    Json.child(configuration, "manualTriggerConfig")
        .put("parallelism", 1)
        .put("replicaCompletionCount", 1);
  }
}
