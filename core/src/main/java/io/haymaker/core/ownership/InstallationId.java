package io.haymaker.core.ownership;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Which HayMaker made a thing. Made once per database and carried by everything that the
 * installation makes.
 *
 * @param value 4 to 32 lower-case letters, digits and hyphens
 */
public record InstallationId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{3,31}");

  public InstallationId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "installation id '%s': 4 to 32 lower-case letters, digits and hyphens".formatted(value));
    }
  }

  /** A new id of twelve random characters. */
  public static InstallationId random(SecureRandom random) {
    byte[] bytes = new byte[8];
    random.nextBytes(bytes);
    return new InstallationId(Base32.encode(bytes).substring(0, 12));
  }

  @Override
  public String toString() {
    return value;
  }
}
