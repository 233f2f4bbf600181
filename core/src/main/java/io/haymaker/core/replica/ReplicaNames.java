package io.haymaker.core.replica;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.ownership.InstallationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How containers are called: by installation, image and slot. So two who want to fill the same slot
 * at the same time make one container and not two.
 */
final class ReplicaNames {
  private static final int HASH_BYTES = 5;
  private static final int LONGEST_WORD = 30;
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,5}");

  private final InstallationId installation;

  ReplicaNames(InstallationId installation) {
    this.installation = installation;
  }

  /**
   * @param slot 1 or more
   */
  String of(String image, int slot) {
    return prefix(image) + slot;
  }

  /** The slot that a container fills; empty when it has a name of another kind, as adopted ones. */
  OptionalInt slot(Instance instance) {
    return slot(instance.image(), instance.name());
  }

  OptionalInt slot(String image, String name) {
    String prefix = prefix(image);
    if (!name.startsWith(prefix)) {
      return OptionalInt.empty();
    }
    Matcher number = NUMBER.matcher(name.substring(prefix.length()));
    return number.matches()
        ? OptionalInt.of(Integer.parseInt(number.group()))
        : OptionalInt.empty();
  }

  private String prefix(String image) {
    return "hm-%s-%s-".formatted(word(image), hash(installation.value() + "\n" + image));
  }

  /** What people call the image: its name without registry, folder, tag and digest. */
  private static String word(String image) {
    String name = image.substring(image.lastIndexOf('/') + 1).replaceFirst("[:@].*", "");
    String clean = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return clean.length() > LONGEST_WORD ? clean.substring(0, LONGEST_WORD) : clean;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
