package io.haymaker.azure.secret;

import com.azure.core.util.Context;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.models.DeletedSecret;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Reply;
import io.haymaker.core.identity.SecretStore;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.retry.Pauser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One vault. Deleting takes three steps there (delete, wait until it is among the deleted, purge)
 * and a look; each may be repeated.
 */
public final class VaultSecrets implements SecretStore {

  /** How long a vault takes at most, as a rule, to finish a deletion or a purge. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration STEP = Duration.ofMillis(500);

  private final SecretClient vault;
  private final Clock clock;
  private final Pauser pauser;

  public VaultSecrets(SecretClient vault, Clock clock, Pauser pauser) {
    this.vault = vault;
    this.clock = clock;
    this.pauser = pauser;
  }

  @Override
  public Outcome<String> put(String name, SecretValue value, Owner owner, Instant expiresAt) {
    InstallationId ours = owner.installation();
    return mayUse(live(name), name, ours)
        .then(_ -> mayUse(deleted(name), name, ours))
        .then(there -> there ? purge(name).map(_ -> true) : Outcome.done(true))
        .then(_ -> set(name, value, owner, expiresAt));
  }

  private Outcome<String> set(String name, SecretValue value, Owner owner, Instant expiresAt) {
    var secret =
        new KeyVaultSecret(name, value.reveal())
            .setProperties(
                new SecretProperties()
                    .setTags(owner.tags())
                    .setExpiresOn(expiresAt.atOffset(ZoneOffset.UTC))
                    .setContentType("text/plain"));
    try {
      return Outcome.done(vault.setSecretWithResponse(secret, Context.NONE).getValue().getId());
    } catch (RuntimeException thrown) {
      return Answers.effect(Answers.reply(thrown));
    }
  }

  /** Done with whether it is there; a secret of another installation is refused. */
  private static Outcome<Boolean> mayUse(
      Look<Map<String, String>> look, String name, InstallationId ours) {
    return switch (look) {
      case Look.Absent<Map<String, String>> _ -> Outcome.done(false);
      case Look.Found<Map<String, String>>(Map<String, String> tags) ->
          OwnerTags.carry(tags, ours)
              ? Outcome.done(true)
              : Outcome.refused("NotOurs", "the secret %s is not ours".formatted(name));
      // Nothing was changed yet.
      case Look.CouldNotLook<Map<String, String>>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
    };
  }

  @Override
  public Outcome<Removal> remove(String name) {
    boolean found = false;
    Outcome<Removal> begun = attempt(() -> vault.beginDeleteSecret(name).poll());
    if (!(begun instanceof Outcome.Done<Removal>(Removal first))) {
      return begun;
    }
    if (first == Removal.REMOVED) {
      found = true;
      if (!becomes(() -> deleted(name) instanceof Look.Found)) {
        return Outcome.unknown("StillDeleting", "the vault has not finished deleting " + name);
      }
    }
    Outcome<Removal> purged = purge(name);
    if (!(purged instanceof Outcome.Done<Removal>(Removal second))) {
      return purged;
    }
    if (!becomes(() -> live(name) instanceof Look.Absent)) {
      return Outcome.busy("StillThere", "the vault still shows " + name);
    }
    return Outcome.done(
        found || second == Removal.REMOVED ? Removal.REMOVED : Removal.ALREADY_ABSENT);
  }

  private Outcome<Removal> purge(String name) {
    Outcome<Removal> purged =
        attempt(() -> vault.purgeDeletedSecretWithResponse(name, Context.NONE));
    return purged.then(
        removal ->
            becomes(() -> deleted(name) instanceof Look.Absent)
                ? Outcome.done(removal)
                : Outcome.unknown("StillPurging", "the vault has not finished purging " + name));
  }

  private static Outcome<Removal> attempt(Supplier<?> call) {
    try {
      Objects.requireNonNull(call.get());
      return Outcome.done(Removal.REMOVED);
    } catch (RuntimeException thrown) {
      Reply reply = Answers.reply(thrown);
      return reply instanceof Reply.Answer answer && Answers.isAbsence(answer)
          ? Outcome.done(Removal.ALREADY_ABSENT)
          : Answers.deletion(reply);
    }
  }

  private boolean becomes(Supplier<Boolean> wanted) {
    Instant deadline = clock.instant().plus(PATIENCE);
    while (!wanted.get()) {
      if (!clock.instant().isBefore(deadline)) {
        return false;
      }
      try {
        pauser.pause(STEP);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  private Look<Map<String, String>> live(String name) {
    return look(
        () ->
            vault
                .getSecretWithResponse(name, null, Context.NONE)
                .getValue()
                .getProperties()
                .getTags());
  }

  private Look<Map<String, String>> deleted(String name) {
    return look(
        () ->
            vault
                .getDeletedSecretWithResponse(name, Context.NONE)
                .getValue()
                .getProperties()
                .getTags());
  }

  private static Look<Map<String, String>> look(Supplier<Map<String, String>> tags) {
    try {
      return Look.found(tagsOf(tags.get()));
    } catch (RuntimeException thrown) {
      return Answers.look(Answers.reply(thrown));
    }
  }

  private static Map<String, String> tagsOf(@Nullable Map<String, String> tags) {
    return tags == null ? Map.of() : tags;
  }

  @Override
  public Listing<StoredSecret> list(InstallationId installation, Optional<RunId> run) {
    var all = new ArrayList<StoredSecret>();
    try {
      for (SecretProperties secret : vault.listPropertiesOfSecrets()) {
        if (belongs(secret, installation, run)) {
          all.add(stored(secret, false));
        }
      }
      for (DeletedSecret secret : vault.listDeletedSecrets()) {
        if (belongs(secret.getProperties(), installation, run)) {
          all.add(stored(secret.getProperties(), true));
        }
      }
    } catch (RuntimeException thrown) {
      return Answers.listing(Answers.reply(thrown));
    }
    return Listing.complete(List.copyOf(all));
  }

  private static StoredSecret stored(SecretProperties secret, boolean deleted) {
    return new StoredSecret(secret.getName(), deleted, OwnerTags.run(tagsOf(secret.getTags())));
  }

  private static boolean belongs(
      SecretProperties secret, InstallationId installation, Optional<RunId> run) {
    return OwnerTags.carry(tagsOf(secret.getTags()), installation, run);
  }
}
