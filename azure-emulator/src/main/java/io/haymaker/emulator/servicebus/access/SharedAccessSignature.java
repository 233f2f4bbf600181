package io.haymaker.emulator.servicebus.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A token of the form {@code SharedAccessSignature sr=..&sig=..&se=..&skn=..}: the signature is the
 * HMAC-SHA256 of the resource as it stands in the token, a line feed, and the end in seconds.
 */
final class SharedAccessSignature {
  private static final String PREFIX = "SharedAccessSignature ";

  private final String encodedResource;
  private final byte[] signature;
  private final long expiry;
  private final String keyName;

  private SharedAccessSignature(
      String encodedResource, byte[] signature, long expiry, String keyName) {
    this.encodedResource = encodedResource;
    this.signature = signature;
    this.expiry = expiry;
    this.keyName = keyName;
  }

  static boolean isOne(String token) {
    return token.startsWith(PREFIX);
  }

  /** Empty if a part is missing or malformed. */
  static Optional<SharedAccessSignature> parse(String token) {
    Map<String, String> parts = new HashMap<>();
    for (String pair : token.substring(PREFIX.length()).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parts.put(pair.substring(0, equals).trim(), pair.substring(equals + 1));
      }
    }
    String resource = parts.get("sr");
    String signature = parts.get("sig");
    String expiry = parts.get("se");
    String keyName = parts.get("skn");
    if (resource == null || signature == null || expiry == null || keyName == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SharedAccessSignature(
              resource,
              Base64.getDecoder().decode(decode(signature)),
              Long.parseLong(expiry),
              decode(keyName)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  String keyName() {
    return keyName;
  }

  Instant expiresAt() {
    return Instant.ofEpochSecond(expiry);
  }

  /** The path that it is for; empty for the whole namespace. */
  String path() {
    return BusPaths.path(decode(encodedResource));
  }

  boolean isSignedWith(String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] expected =
          mac.doFinal((encodedResource + "\n" + expiry).getBytes(StandardCharsets.UTF_8));
      return MessageDigest.isEqual(expected, signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
