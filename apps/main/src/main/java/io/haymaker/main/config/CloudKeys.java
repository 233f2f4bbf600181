package io.haymaker.main.config;

import static io.haymaker.main.config.Feature.CLOUD;

import io.haymaker.core.identity.SecretValue;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Which Azure, and as whom. */
final class CloudKeys {
  static final String LOCAL = "local";
  static final String CLIENT_SECRET = "client-secret";
  static final String MANAGED_IDENTITY = "managed-identity";
  static final String PUBLIC_ARM = "https://management.azure.com";
  static final String PUBLIC_AUTHORITY = "https://login.microsoftonline.com";
  static final String PUBLIC_GRAPH = "https://graph.microsoft.com";

  static final Setting<String> PROFILE =
      Setting.of(
              "HAYMAKER_PROFILE",
              CLOUD,
              Parsers.oneOf("standard", LOCAL),
              "'local' is for work on one's own machine: secrets may stand in the environment and in"
                  + " the file. Otherwise they come from Key Vault only.")
          .byDefault("standard");

  static final Setting<String> TENANT =
      Setting.of("AZURE_TENANT_ID", CLOUD, Parsers.GUID, "The Entra tenant.").required();

  static final Setting<String> SUBSCRIPTION =
      Setting.of(
              "AZURE_SUBSCRIPTION_ID",
              CLOUD,
              Parsers.GUID,
              "The subscription in which everything is made.")
          .required();

  static final Setting<List<String>> MORE_SUBSCRIPTIONS =
      Setting.of(
          "INVENTORY_SUBSCRIPTIONS",
          CLOUD,
          Parsers.GUIDS,
          "More subscriptions in which leftovers are looked for.");

  static final Setting<List<String>> ALLOWED =
      Setting.of(
          "ALLOWED_SUBSCRIPTIONS",
          CLOUD,
          Parsers.GUIDS,
          "Where it is set, no run begins in any other subscription: a guard against the wrong one.");

  static final Setting<String> LOGIN =
      Setting.of(
              "AZURE_LOGIN",
              CLOUD,
              Parsers.oneOf(CLIENT_SECRET, MANAGED_IDENTITY),
              "How the control plane logs in: as an application with a secret, or as the managed"
                  + " identity of the machine that it runs on.")
          .byDefault(CLIENT_SECRET);

  static final Setting<String> CLIENT =
      Setting.of(
              "AZURE_CLIENT_ID",
              CLOUD,
              Parsers.GUID,
              "The application that we log in as, or the client id of a user-assigned managed"
                  + " identity.")
          .requiredWhen(LOGIN, CLIENT_SECRET);

  static final Setting<SecretValue> SECRET =
      Setting.of(
              "MAIN_SP_CLIENT_SECRET",
              CLOUD,
              Parsers.SECRET,
              "The application's client secret. Key Vault is read for it by the machine's managed"
                  + " identity.")
          .requiredWhen(LOGIN, CLIENT_SECRET);

  static final Setting<URI> VAULT =
      Setting.of(
              "KEY_VAULT_URL",
              CLOUD,
              Parsers.HTTPS,
              "The Key Vault that holds the control plane's secrets and those of the agents.")
          .required();

  static final Setting<URI> AUTHORITY =
      Setting.of(
              "AZURE_AUTHORITY_HOST",
              CLOUD,
              Parsers.HTTPS,
              "The sign-in service; another one in other clouds.")
          .byDefault(PUBLIC_AUTHORITY);

  static final Setting<URI> ARM =
      Setting.of(
              "HAYMAKER_ARM_ENDPOINT",
              CLOUD,
              Parsers.HTTPS,
              "Azure Resource Manager; another one in other clouds.")
          .byDefault(PUBLIC_ARM);

  static final Setting<String> GRAPH =
      Setting.of(
              "HAYMAKER_GRAPH_ENDPOINT",
              CLOUD,
              Parsers.matching("https URL without /v1.0", "https://[^\\s?#]+(?<!/v1\\.0)"),
              "Microsoft Graph; another one in other clouds.")
          .byDefault(PUBLIC_GRAPH);

  static final Setting<Path> CA_FILE =
      Setting.of(
          "HAYMAKER_CA_FILE",
          CLOUD,
          Parsers.AUTHORITIES,
          "A PEM file with certificate authorities to trust beside the platform's.");

  static final List<Setting<?>> ALL =
      List.of(
          PROFILE,
          TENANT,
          SUBSCRIPTION,
          MORE_SUBSCRIPTIONS,
          ALLOWED,
          LOGIN,
          CLIENT,
          SECRET,
          VAULT,
          AUTHORITY,
          ARM,
          GRAPH,
          CA_FILE);

  private CloudKeys() {}
}
