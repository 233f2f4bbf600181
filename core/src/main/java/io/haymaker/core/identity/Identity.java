package io.haymaker.core.identity;

import java.time.Instant;
import java.util.List;

/**
 * A scenario's identity as it was made. Holds no secret, only where it is.
 *
 * @param applicationId the application's object id
 * @param clientId what it logs in with (the appId)
 * @param principalId the service principal's object id
 * @param secretUrl the vault's versioned URL of its secret
 * @param secretExpiresAt when the secret stops working
 * @param roles ids of its role assignments
 */
public record Identity(
    String displayName,
    String applicationId,
    String clientId,
    String principalId,
    String secretName,
    String secretUrl,
    Instant createdAt,
    Instant secretExpiresAt,
    List<String> roles) {

  public Identity {
    if (clientId.isBlank() || principalId.isBlank() || applicationId.isBlank()) {
      throw new IllegalArgumentException(
          displayName + ": application, client and principal id must not be empty");
    }
    roles = List.copyOf(roles);
  }
}
