package io.haymaker.core.identity;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import java.time.Instant;
import java.util.Optional;

/** The directory of applications and service principals (Entra ID). */
public interface Directory {

  /** An application as the directory knows it. */
  record Application(String objectId, String clientId, String displayName) {}

  /**
   * Something of ours in the directory, live or soft-deleted.
   *
   * @param run the run that its tags name
   */
  record DirectoryObject(
      Kind kind,
      String objectId,
      String clientId,
      String displayName,
      boolean deleted,
      Optional<RunId> run) {}

  /** The kinds of {@link DirectoryObject}. */
  enum Kind {
    APPLICATION,
    SERVICE_PRINCIPAL
  }

  /**
   * Makes the application, or finds it by its unique name. It carries the owner in its tags. Safe
   * to repeat.
   */
  Outcome<Application> ensureApplication(IdentityPlan plan);

  /**
   * Makes the application's service principal, or finds it.
   *
   * @return its object id
   */
  Outcome<String> ensureServicePrincipal(Application application, IdentityPlan plan);

  /**
   * Gives the application one new secret and removes every other of this attempt and of those
   * before, so that a secret whose answer was lost does not live on. One of a later attempt is left
   * alone: whoever comes late must not lock out the agent that works with it.
   *
   * @param attempt numbers the attempts at this identity; whoever takes it over has a higher one
   */
  Outcome<SecretValue> replaceSecret(Application application, Instant expiresAt, long attempt);

  /** Deletes a live object, or purges a soft-deleted one, and is done when it is there no more. */
  Outcome<Removal> delete(DirectoryObject object);

  /**
   * Applications and service principals that carry the installation, soft-deleted ones included.
   *
   * @param run only this run's, where given
   */
  Listing<DirectoryObject> list(InstallationId installation, Optional<RunId> run);
}
