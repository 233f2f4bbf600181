package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.http.Json;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A job as its document defines it.
 *
 * @param environment the environment's id
 * @param profile the environment's name of the profile to run on
 * @param timeout how long one execution may take
 * @param retries how often a failed replica is started again
 * @param template the template as it was written, without secret values
 */
record JobDefinition(
    ResourceId environment,
    String profile,
    Duration timeout,
    int retries,
    JsonNode template,
    ContainerSpec container) {

  static final String TYPE = "Microsoft.App/jobs";

  /**
   * Reads a job's properties.
   *
   * @throws io.haymaker.emulator.http.Refused (400) naming what is missing, wrong or not supported
   */
  static JobDefinition of(ObjectNode properties) {
    ResourceId environment =
        Json.string(properties, "environmentId")
            .flatMap(ResourceId::parse)
            .filter(id -> id.isA(ManagedEnvironment.TYPE))
            .orElseThrow(
                () ->
                    AppErrors.invalid(
                        "A job needs an environmentId, the id of a managed environment."));
    JsonNode configuration = properties.path("configuration");
    String trigger =
        Json.string(configuration, "triggerType")
            .orElseThrow(() -> AppErrors.invalid("A job needs a configuration.triggerType."));
    if (!trigger.equalsIgnoreCase("Manual")) {
      throw AppErrors.notSupported("jobs with the triggerType " + trigger + ", only Manual");
    }
    ContainerSpec container = ContainerSpec.of(properties.path("template"));
    if (!container.probes().isEmpty()) {
      throw AppErrors.notSupported("probes of a job");
    }
    JsonNode manual = configuration.path("manualTriggerConfig");
    if (manual.path("parallelism").asInt(1) != 1
        || manual.path("replicaCompletionCount").asInt(1) != 1) {
      throw AppErrors.notSupported("parallelism or replicaCompletionCount other than 1");
    }
    return new JobDefinition(
        environment,
        Json.string(properties, "workloadProfileName").orElse("Consumption"),
        Duration.ofSeconds(whole(configuration, "replicaTimeout", 1)),
        configuration.has("replicaRetryLimit") ? whole(configuration, "replicaRetryLimit", 0) : 0,
        properties.path("template"),
        container);
  }

  private static int whole(JsonNode configuration, String member, int least) {
    JsonNode value = configuration.path(member);
    if (!value.isInt() || value.intValue() < least) {
      throw AppErrors.invalid(
          "A job needs a configuration." + member + " of at least " + least + ".");
    }
    return value.intValue();
  }
}
