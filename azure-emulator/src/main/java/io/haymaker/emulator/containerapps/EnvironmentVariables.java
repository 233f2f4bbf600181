package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.keyvault.KeyVault;
import io.haymaker.emulator.managedidentity.Identities;
import io.haymaker.emulator.token.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Resolves the variables of a container at the moment of its start. */
final class EnvironmentVariables {

  private final WorkloadSecrets secrets;
  private final Identities identities;
  private final KeyVault vault;

  EnvironmentVariables(WorkloadSecrets secrets, Identities identities, KeyVault vault) {
    this.secrets = secrets;
    this.identities = identities;
    this.vault = vault;
  }

  /** What came of it. */
  sealed interface Resolved {
    record Complete(Map<String, Secret> variables) implements Resolved {
      public Complete {
        variables = Map.copyOf(variables);
      }
    }

    /** A secret could not be read; {@code why} holds no value. */
    record Incomplete(String why) implements Resolved {}
  }

  Resolved of(ArmResource job, ContainerSpec container) {
    Map<String, Secret> values = new LinkedHashMap<>();
    for (ContainerSpec.Variable variable : container.variables()) {
      switch (variable) {
        case ContainerSpec.Variable.Plain(String name, String value) ->
            values.put(name, Secret.of(value));
        case ContainerSpec.Variable.FromSecret(String name, String secret) -> {
          switch (read(job, secret)) {
            case KeyVault.Read.Found(Secret value) -> values.put(name, value);
            case KeyVault.Read.Refused(String why) -> {
              return new Resolved.Incomplete(
                  "Unable to get the value of the secret '" + secret + "': " + why);
            }
          }
        }
      }
    }
    return new Resolved.Complete(values);
  }

  private KeyVault.Read read(ArmResource job, String name) {
    for (JsonNode secret : job.properties().path("configuration").path("secrets")) {
      if (secret.path("name").asString().equals(name)) {
        Optional<String> url = Json.string(secret, "keyVaultUrl");
        return url.isPresent()
            ? readFromVault(job, url.get(), Json.string(secret, "identity").orElse(""))
            : secrets
                .value(job.id(), name)
                .<KeyVault.Read>map(KeyVault.Read.Found::new)
                .orElseGet(() -> new KeyVault.Read.Refused("it has no value."));
      }
    }
    return new KeyVault.Read.Refused("the job has no such secret.");
  }

  private KeyVault.Read readFromVault(ArmResource job, String url, String identity) {
    Optional<Caller> caller = identities.of(job.document(), identity);
    return caller.isPresent()
        ? vault.read(caller.get(), url)
        : new KeyVault.Read.Refused("the identity '" + identity + "' is not there.");
  }
}
