package io.haymaker.azure.secret;

import com.azure.core.util.Context;
import com.azure.security.keyvault.secrets.SecretClient;
import io.haymaker.azure.wire.Answers;
import io.haymaker.core.identity.SecretReader;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Look;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads secrets by the URLs that one vault gave them. Each read is a call; nothing is kept. */
public final class VaultUrls implements SecretReader {
  private static final Pattern PATH =
      Pattern.compile("/secrets/(?<name>[0-9A-Za-z-]{1,127})(/(?<version>[0-9A-Za-z]{1,64}))?");

  private final SecretClient vault;

  public VaultUrls(SecretClient vault) {
    this.vault = vault;
  }

  /** A URL of another vault, or of something else in this one, is not looked at. */
  @Override
  public Look<SecretValue> read(String url) {
    Optional<Matcher> path = pathHere(url);
    if (path.isEmpty()) {
      return Look.couldNotLook("ForeignSecret", "this is not the URL of a secret of the vault");
    }
    @Nullable String version = path.get().group("version");
    try {
      String value =
          vault
              .getSecretWithResponse(path.get().group("name"), version, Context.NONE)
              .getValue()
              .getValue();
      return value == null || value.isEmpty() ? Look.absent() : Look.found(new SecretValue(value));
    } catch (RuntimeException thrown) {
      return Answers.look(Answers.reply(thrown));
    }
  }

  private Optional<Matcher> pathHere(String url) {
    URI here = URI.create(vault.getVaultUrl());
    try {
      URI there = URI.create(url);
      return Optional.of(PATH.matcher(String.valueOf(there.getRawPath())))
          .filter(Matcher::matches)
          .filter(
              _ ->
                  "https".equalsIgnoreCase(there.getScheme())
                      && here.getAuthority().equalsIgnoreCase(there.getRawAuthority()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
