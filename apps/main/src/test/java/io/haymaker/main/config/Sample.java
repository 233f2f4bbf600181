package io.haymaker.main.config;

import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Look;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration with which nothing is wrong, to break in one place. */
final class Sample {
  static final String SECRET = "the-main-secret";

  private final Map<String, String> environment = new HashMap<>();
  private Optional<ConfigFile> file = Optional.empty();
  private Optional<SecretLookup> vault = Optional.empty();

  static Sample local() {
    var sample = new Sample();
    sample
        .with("HAYMAKER_PROFILE", "local")
        .with("AZURE_TENANT_ID", "11111111-1111-4111-8111-111111111111")
        .with("AZURE_SUBSCRIPTION_ID", "22222222-2222-4222-8222-222222222222")
        .with("AZURE_CLIENT_ID", "33333333-3333-4333-8333-333333333333")
        .with("MAIN_SP_CLIENT_SECRET", SECRET)
        .with("KEY_VAULT_URL", "https://v.vault.azure.net/")
        .with("SERVICE_BUS_NAMESPACE", "hay")
        .with("RESOURCE_GROUP_NAME", "haymaker")
        .with("LOCATION", "eastus2")
        .with("CONTAINER_APPS_ENVIRONMENT", "env")
        .with("AGENT_IDENTITY", "system")
        .with("CONTAINER_REGISTRY", "hay.azurecr.io")
        .with("CONTAINER_IMAGE", "agent:1")
        .with("VNET_RESOURCE_GROUP", "net")
        .with("VNET_NAME", "v")
        .with("SUBNET_NAME", "n");
    return sample;
  }

  Sample with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Sample without(String name) {
    environment.remove(name);
    return this;
  }

  Sample withFile(boolean isPrivate, Map<String, String> settings) {
    file =
        Optional.of(
            new ConfigFile(
                java.nio.file.Path.of("haymaker.properties"), settings, List.of(), isPrivate));
    return this;
  }

  Sample withVault(Map<String, String> secrets) {
    vault =
        Optional.of(
            name ->
                secrets.containsKey(name)
                    ? Look.found(new SecretValue(secrets.getOrDefault(name, "?")))
                    : Look.absent());
    return this;
  }

  Sample withVault(SecretLookup lookup) {
    vault = Optional.of(lookup);
    return this;
  }

  Resolution resolve() {
    return new Resolver(environment, file, _ -> vault).resolve();
  }

  Configuration configuration() {
    return new Assembler(resolve().values()).configuration();
  }

  List<String> problems() {
    return resolve().problems().stream().map(Problem::line).toList();
  }
}
