package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.arm.Write;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.managedidentity.Identities;
import io.haymaker.emulator.rbac.Authorizer;
import io.haymaker.emulator.rbac.Permission;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What holds for jobs and apps alike: where they may run, and what their templates may ask for. */
final class WorkloadRules {

  private final ResourceBook resources;
  private final Authorizer authorizer;
  private final WorkloadSecrets secrets;
  private final Identities identities;

  WorkloadRules(
      ResourceBook resources,
      Authorizer authorizer,
      WorkloadSecrets secrets,
      Identities identities) {
    this.resources = resources;
    this.authorizer = authorizer;
    this.secrets = secrets;
    this.identities = identities;
  }

  /**
   * Checks a job or app that is about to be written, and takes its identities and secrets in.
   *
   * @throws io.haymaker.emulator.http.Refused naming what is wrong
   */
  void admit(Write write, ResourceId environment, String profile, ContainerSpec container) {
    JsonNode configuration = Json.child(write.document(), "properties").path("configuration");
    authorizer.require(
        write.caller(),
        new Permission.Control(ManagedEnvironment.TYPE + "/join/action"),
        environment.text());
    checkFits(container, profile(environment, profile));
    identities.complete(write);
    secrets.takeIn(write.id(), configuration);
    checkReferences(write.document(), configuration, container);
  }

  /**
   * The profile that a job or app runs on.
   *
   * @throws io.haymaker.emulator.http.Refused (400) if environment or profile is not there
   */
  WorkloadProfile profile(ResourceId environmentId, String name) {
    ManagedEnvironment environment = environment(environmentId);
    return environment
        .profile(name)
        .orElseThrow(
            () ->
                AppErrors.invalid(
                    "WorkloadProfileNotFound",
                    "The environment '"
                        + environment.id().name()
                        + "' has no workload profile named '"
                        + name
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

  /** Refuses a variable that refers to a secret that its owner does not have. */
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
                + "', which its owner does not have.");
      }
    }
  }
}
