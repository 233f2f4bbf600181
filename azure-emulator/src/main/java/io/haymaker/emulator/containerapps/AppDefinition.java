package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.http.Json;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An app as its document defines it.
 *
 * @param environment the environment's id
 * @param profile the environment's name of the profile to run on
 * @param keepsRevisions whether revisions live beside each other, or the newest alone
 * @param suffix the wanted end of the next revision's name
 * @param template the template as it was written, without secret values
 */
record AppDefinition(
    ResourceId environment,
    String profile,
    boolean keepsRevisions,
    Optional<String> suffix,
    ObjectNode template,
    ContainerSpec container,
    ScaleSpec scale) {

  static final String TYPE = "Microsoft.App/containerApps";

  private static final Pattern SUFFIX = Pattern.compile("[a-z0-9](?:[a-z0-9]|-(?!-)){0,62}");

  /**
   * Reads an app's properties.
   *
   * @throws io.haymaker.emulator.http.Refused (400) naming what is missing, wrong or not supported
   */
  static AppDefinition of(ObjectNode properties) {
    ResourceId environment =
        Json.string(properties, "environmentId")
            .or(() -> Json.string(properties, "managedEnvironmentId"))
            .flatMap(ResourceId::parse)
            .filter(id -> id.isA(ManagedEnvironment.TYPE))
            .orElseThrow(
                () ->
                    AppErrors.invalid(
                        "An app needs an environmentId, the id of a managed environment."));
    JsonNode configuration = properties.path("configuration");
    refuseWhatIsNotHere(configuration);
    String mode = Json.string(configuration, "activeRevisionsMode").orElse("Single");
    if (!mode.equalsIgnoreCase("Single") && !mode.equalsIgnoreCase("Multiple")) {
      throw AppErrors.invalid("The activeRevisionsMode '" + mode + "' is not Single or Multiple.");
    }
    ObjectNode template = Json.child(properties, "template");
    Optional<String> suffix =
        Json.string(template, "revisionSuffix").filter(text -> !text.isEmpty());
    suffix
        .filter(text -> !SUFFIX.matcher(text).matches())
        .ifPresent(
            text -> {
              throw AppErrors.invalid("Invalid revisionSuffix '" + text + "'.");
            });
    return new AppDefinition(
        environment,
        Json.string(properties, "workloadProfileName").orElse("Consumption"),
        mode.equalsIgnoreCase("Multiple"),
        suffix,
        template,
        ContainerSpec.of(template),
        ScaleSpec.of(template.path("scale")));
  }

  /** No traffic is routed here, so that nothing may be promised to be reached. */
  private static void refuseWhatIsNotHere(JsonNode configuration) {
    if (!configuration.path("ingress").isEmpty()) {
      throw AppErrors.notSupported("ingress: no traffic is routed to apps");
    }
    if (configuration.path("dapr").path("enabled").asBoolean(false)) {
      throw AppErrors.notSupported("Dapr");
    }
  }
}
