package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.arm.Write;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.rbac.Authorizer;
import io.haymaker.emulator.rbac.Permission;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is checked before a job is written, and what its template may ask for. */
final class JobRules {

  private final ResourceBook resources;
  private final Authorizer authorizer;
  private final JobSecrets secrets;
  private final Identities identities;

  JobRules(
      ResourceBook resources, Authorizer authorizer, JobSecrets secrets, Identities identities) {
    this.resources = resources;
    this.authorizer = authorizer;
    this.secrets = secrets;
    this.identities = identities;
  }

  void beforeWrite(Write write) {
    if (write.before().isEmpty()) {
      JobDefinition.checkName(write.id().name());
    }
    ObjectNode properties = Json.child(write.document(), "properties");
    JobDefinition job = JobDefinition.of(properties);
    authorizer.require(
        write.caller(),
        new Permission.Control(ManagedEnvironment.TYPE + "/join/action"),
        job.environment().text());
    checkFits(job.container(), profile(job));
    identities.complete(write);
    secrets.takeIn(write.id(), properties.path("configuration"));
    checkReferences(write.document(), properties.path("configuration"), job.container());
    complete(properties, job);
  }

  /**
   * The profile that a job runs on.
   *
   * @throws io.haymaker.emulator.http.Refused (400) if environment or profile is not there
   */
  WorkloadProfile profile(JobDefinition job) {
    ManagedEnvironment environment = environment(job.environment());
    return environment
        .profile(job.profile())
        .orElseThrow(
            () ->
                AppErrors.invalid(
                    "WorkloadProfileNotFound",
                    "The environment '"
                        + environment.id().name()
                        + "' has no workload profile named '"
                        + job.profile()
                        + "'."));
  }

  ManagedEnvironment environment(ResourceId id) {
    return resources
        .find(id)
        .map(ManagedEnvironment::of)
        .orElseThrow(
            () ->
                AppErrors.invalid(
                    "ManagedEnvironmentNotFound",
                    "The managed environment '" + id.text() + "' was not found."));
  }

  /** Refuses a container that no node of the profile can hold. */
  static void checkFits(ContainerSpec container, WorkloadProfile profile) {
    ProfileType type = profile.type();
    boolean pair = type.isDedicated() || container.size().isConsumptionPair();
    if (!pair || !container.size().fitsInto(type.usable())) {
      throw AppErrors.invalid(
          "ContainerAppInvalidResourceTotal",
          "The requested resources ("
              + container.size()
              + ") do not fit the workload profile '"
              + profile.name()
              + "' of type "
              + type.wireName()
              + ", on which at most "
              + type.usable()
              + " can be used"
              + (type.isDedicated() ? "." : ", in fixed pairs of 0.25 cores and 0.5Gi."));
    }
  }

  /** Refuses a variable that refers to a secret that the job does not have. */
  static void checkSecretNames(JsonNode configuration, ContainerSpec container) {
    Set<String> names =
        configuration
            .path("secrets")
            .valueStream()
            .map(secret -> secret.path("name").asString())
            .collect(Collectors.toUnmodifiableSet());
    for (ContainerSpec.Variable variable : container.variables()) {
      if (variable instanceof ContainerSpec.Variable.FromSecret(String name, String secret)
          && !names.contains(secret)) {
        throw AppErrors.invalid(
            "ContainerAppSecretRefNotFound",
            "SecretRef '" + secret + "' of the environment variable '" + name + "' was not found.");
      }
    }
  }

  private void checkReferences(
      ObjectNode document, JsonNode configuration, ContainerSpec container) {
    checkSecretNames(configuration, container);
    for (JsonNode secret : configuration.path("secrets")) {
      String identity = Json.string(secret, "identity").orElse("");
      if (secret.has("keyVaultUrl") && identities.of(document, identity).isEmpty()) {
        throw AppErrors.invalid(
            "The secret '"
                + secret.path("name").asString()
                + "' names the identity '"
                + identity
                + "', which the job does not have.");
      }
    }
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
