package io.haymaker.main.config;

import io.haymaker.azure.AzureCloud;
import io.haymaker.azure.AzureLogin;
import io.haymaker.azure.secret.VaultReader;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Look;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Opens the configured Key Vault, where it can be told by what is known before any secret. */
final class VaultDoor {
  /** A machine without a managed identity lets whoever asks for one wait for long. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private VaultDoor() {}

  /** Empty where the vault, or how to log in to it, is not known. */
  static Optional<SecretLookup> open(Values values, Clock clock) {
    boolean known =
        Stream.of(
                CloudKeys.TENANT,
                CloudKeys.SUBSCRIPTION,
                CloudKeys.VAULT,
                CloudKeys.LOGIN,
                CloudKeys.ARM,
                CloudKeys.AUTHORITY,
                CloudKeys.GRAPH)
            .allMatch(values::has);
    if (!known) {
      return Optional.empty();
    }
    return login(values)
        .map(
            login -> {
              VaultReader reader =
                  new AzureCloud(new Assembler(values).azure(login), clock).vaultReader();
              return name -> withLimit(reader, name);
            });
  }

  private static Optional<AzureLogin> login(Values values) {
    if (values.get(CloudKeys.LOGIN).equals(CloudKeys.MANAGED_IDENTITY)) {
      return Optional.of(new AzureLogin.ManagedIdentity(values.find(CloudKeys.CLIENT)));
    }
    if (values.has(CloudKeys.CLIENT) && values.has(CloudKeys.SECRET)) {
      return Optional.of(
          new AzureLogin.ClientSecret(values.get(CloudKeys.CLIENT), values.get(CloudKeys.SECRET)));
    }
    // One's own machine has no managed identity that could fetch the secret.
    boolean local = values.is(CloudKeys.PROFILE, CloudKeys.LOCAL);
    return local ? Optional.empty() : Optional.of(new AzureLogin.ManagedIdentity(Optional.empty()));
  }

  private static Look<SecretValue> withLimit(VaultReader reader, String name) {
    var look = new FutureTask<>(() -> reader.read(name));
    Thread.ofVirtual().name("key-vault").start(look);
    try {
      return look.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      look.cancel(true);
      return Look.couldNotLook("TimedOut", "no answer within %d s".formatted(LIMIT.toSeconds()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading the Key Vault failed", e.getCause());
    } catch (InterruptedException e) {
      look.cancel(true);
      Thread.currentThread().interrupt();
      return Look.couldNotLook("Interrupted", "interrupted while the Key Vault was read");
    }
  }
}
