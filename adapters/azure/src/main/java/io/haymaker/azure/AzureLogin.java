package io.haymaker.azure;

import com.azure.core.credential.TokenCredential;
import io.haymaker.core.identity.SecretValue;

/** How we log in. */
public sealed interface AzureLogin {

  /** As an application with a secret. */
  record ClientSecret(String clientId, SecretValue secret) implements AzureLogin {}

  /** With a credential that somebody else made, such as a managed identity's. */
  record Given(TokenCredential credential) implements AzureLogin {}
}
