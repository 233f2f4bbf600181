package io.haymaker.emulator.token;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.tls.Pem;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.node.ObjectNode;

/** The key that signs access tokens; kept in the data folder, so that tokens outlive a restart. */
public final class SigningKey {
  private final RSAPrivateCrtKey privateKey;
  private final PublicKey publicKey;
  private final String id;

  private SigningKey(RSAPrivateCrtKey privateKey) throws GeneralSecurityException {
    this.privateKey = privateKey;
    this.publicKey =
        KeyFactory.getInstance("RSA")
            .generatePublic(
                new RSAPublicKeySpec(privateKey.getModulus(), privateKey.getPublicExponent()));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded());
    this.id = HexFormat.of().formatHex(digest, 0, 10);
  }

  /**
   * The key of a folder: read, or made and written.
   *
   * @throws IOException if the file is there but no key, or cannot be written
   */
  public static SigningKey open(Path folder) throws IOException {
    Path file = folder.resolve("token-key.pem");
    try {
      if (!Files.exists(file)) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        Pem.write(file, generator.generateKeyPair().getPrivate());
      }
      if (Pem.readKey(file, "RSA") instanceof RSAPrivateCrtKey key) {
        return new SigningKey(key);
      }
      throw new IOException("data folder is corrupt: no RSA key in " + file);
    } catch (GeneralSecurityException bug) {
      throw new IllegalStateException("cannot make a signing key", bug);
    }
  }

  PrivateKey privateKey() {
    return privateKey;
  }

  PublicKey publicKey() {
    return publicKey;
  }

  String id() {
    return id;
  }

  /** The public key as a member of a JSON Web Key Set. */
  ObjectNode toJwk() {
    return Json.object()
        .put("kty", "RSA")
        .put("use", "sig")
        .put("alg", "RS256")
        .put("kid", id)
        .put("n", unsigned(privateKey.getModulus()))
        .put("e", unsigned(privateKey.getPublicExponent()));
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] plain = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
  }
}
