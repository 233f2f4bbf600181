package io.haymaker.azure.run;

import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.resource.ResourceId;

/** Who has a name among the jobs and apps of a group. */
public final class WorkloadNames {
  private static final String APPS_VERSION = "2025-01-01";

  private final Rest arm;
  private final ResourceId group;

  /**
   * @param group in which agents' containers are made
   */
  public WorkloadNames(Rest arm, ResourceId group) {
    this.arm = arm;
    this.group = group;
  }

  /** A job or an app: either may be what agents run as. */
  public Look<String> holder(String name) {
    Look<String> job = workload("jobs", name);
    return job instanceof Look.Absent<String> ? workload("containerApps", name) : job;
  }

  private Look<String> workload(String type, String name) {
    String id = "%s/providers/Microsoft.App/%s/%s".formatted(group.value(), type, name);
    Reply reply = arm.get(id + "?api-version=" + APPS_VERSION);
    return reply instanceof Reply.Answer answer && answer.isGood()
        ? Look.found(id)
        : Answers.look(reply);
  }
}
