package io.haymaker.main.config;

import static io.haymaker.main.config.Feature.SCALER;

import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.scaler.ScalerName;
import java.util.List;
import java.util.Optional;

/** Which messages a queue scaler serves, and where its containers run. */
final class ScalerKeys {
  static final String INSTANCES = "aci";
  static final String DOCKER = "docker";
  static final String APPS = "aca";

  /** What begins so is handed to the containers, without it. */
  static final String PASSED_ON = "INSTANCE_";

  static final Setting<ScalerName> NAME =
      Setting.of(
              "SCALER_NAME",
              SCALER,
              new Parser<>(
                  "name of 1 to 40 lower-case letters, digits and inner hyphens",
                  text ->
                      ScalerName.isValid(text)
                          ? Optional.of(new ScalerName(text))
                          : Optional.empty()),
              "What the scaler of these settings is called; those that the file calls scaler.NAME"
                  + " have theirs from there.")
          .byDefault("main");

  static final Setting<String> RUNTIME =
      Setting.of(
              "SCALER_RUNTIME",
              SCALER,
              Parsers.oneOf(INSTANCES, DOCKER, APPS),
              "Where its containers run: Azure Container Instances (aci), the Docker engine of"
                  + " DOCKER_HOST (docker), or the agents' Container Apps environment (aca).")
          .byDefault(INSTANCES);

  static final Setting<String> GROUP =
      Setting.of(
              "AZURE_RESOURCE_GROUP",
              SCALER,
              Parsers.matching("name of a resource group", "[\\w.()-]{0,89}[\\w()-]"),
              "The group of the Service Bus namespace, in which container groups are made, too.")
          .requiredOfScaler();

  static final Setting<String> IMAGE =
      Setting.of(
              "ACI_IMAGE",
              SCALER,
              Parsers.matching("reference of an image", "[^\\s@]+(@sha256:[0-9a-f]{64})?"),
              "What its containers run, with its registry.")
          .requiredOfScaler();

  static final Setting<String> PREFIX =
      Setting.of(
              "ACI_NAME_PREFIX",
              SCALER,
              Parsers.matching(
                  "name of 1 to 40 lower-case letters, digits and single inner hyphens",
                  "(?=.{1,40}$)[a-z0-9]+(-[a-z0-9]+)*"),
              "Its containers' names begin with it, and their tag managed_by says it: no two"
                  + " scalers may share it.")
          .requiredOfScaler();

  static final Setting<String> LOCATION =
      Setting.of(
              "ACI_LOCATION",
              SCALER,
              Parsers.matching("region such as eastus2", "[a-z][a-z0-9]{2,40}"),
              "The region in which its container groups are made.")
          .requiredOfScalerWhen(RUNTIME, INSTANCES);

  static final Setting<SecretValue> CONNECTION_STRING =
      Setting.of(
              "SB_CONNECTION_STR",
              SCALER,
              BusText.PARSER,
              "How messages are looked at; the right to listen is enough.")
          .requiredOfScaler();

  static final Setting<String> TOPIC =
      Setting.of(
              "SB_TOPIC_NAME",
              SCALER,
              Parsers.matching("name of a topic", "[A-Za-z0-9][A-Za-z0-9._/-]{0,259}"),
              "The topic in whose subscriptions messages wait.")
          .requiredOfScaler();

  static final Setting<String> NAMESPACE =
      Setting.of(
          "SB_NAMESPACE",
          SCALER,
          Parsers.matching(
              "name or host name, with a port if need be", "[A-Za-z0-9][A-Za-z0-9.-]*(:\\d+)?"),
          "The namespace whose subscriptions are listed; that of SB_CONNECTION_STR unless it is"
              + " set.");

  static final Setting<List<String>> SKIPPED =
      Setting.of(
          "SKIP_SUBSCRIPTIONS", SCALER, Parsers.LIST, "Subscriptions that it does not serve.");

  static final Setting<String> REGISTRY =
      Setting.of(
          "ACR_SERVER",
          SCALER,
          Parsers.matching(
              "host name, with a port if need be", "[A-Za-z0-9][A-Za-z0-9.-]*(:\\d+)?"),
          "The registry's host, where somebody must log in to pull the image: by ACR_USERNAME and"
              + " ACR_PASSWORD, or by ACR_IDENTITY.");

  static final Setting<String> REGISTRY_USER =
      Setting.of("ACR_USERNAME", SCALER, Parsers.TEXT, "As whom the image is pulled.");

  static final Setting<SecretValue> REGISTRY_PASSWORD =
      Setting.of(
          "ACR_PASSWORD", SCALER, Parsers.SECRET, "The password that belongs to ACR_USERNAME.");

  private static final Parser<String> IDENTITY =
      resourceId("user-assigned identity", "Microsoft.ManagedIdentity/userAssignedIdentities/");

  static final Setting<String> REGISTRY_IDENTITY =
      Setting.of(
          "ACR_IDENTITY",
          SCALER,
          IDENTITY,
          "The managed identity that pulls the image in place of a user and password.");

  static final Setting<String> IDENTITY_OF_CONTAINERS =
      Setting.of("ACI_IDENTITY", SCALER, IDENTITY, "A managed identity that its containers have.");

  static final Setting<String> SUBNET =
      Setting.of(
          "ACI_SUBNET",
          SCALER,
          resourceId("subnet", "Microsoft.Network/virtualNetworks/[^/\\s]+/subnets/"),
          "The subnet that its container groups are in, delegated to them; none unless it is set.");

  static final Setting<String> SUBSCRIPTION_VARIABLE =
      Setting.of(
          PASSED_ON + "SUBSCRIPTION_ENV_NAME",
          SCALER,
          Parsers.matching("name of a variable", PassedOn.NAME),
          "The variable of a container that receives its message's subscription, such as"
              + " VALIDATION_REQ_SUB. All other settings that begin with INSTANCE_ are handed to"
              + " the containers without it; whoever may read a container group sees them.");

  static final List<Setting<?>> ALL =
      List.of(
          NAME,
          RUNTIME,
          GROUP,
          IMAGE,
          PREFIX,
          LOCATION,
          CONNECTION_STRING,
          TOPIC,
          NAMESPACE,
          SKIPPED,
          REGISTRY,
          REGISTRY_USER,
          REGISTRY_PASSWORD,
          REGISTRY_IDENTITY,
          IDENTITY_OF_CONTAINERS,
          SUBNET,
          SUBSCRIPTION_VARIABLE);

  /** Where any of these is given there is a scaler, and all that it needs must be given. */
  static final List<Setting<?>> NAMING = List.of(IMAGE, PREFIX, LOCATION, CONNECTION_STRING, TOPIC);

  private ScalerKeys() {}

  private static Parser<String> resourceId(String what, String type) {
    return Parsers.matching(
        "resource id of a " + what,
        "(?i)/subscriptions/[^/\\s]+/resourceGroups/[^/\\s]+/providers/" + type + "[^/\\s]+");
  }
}
