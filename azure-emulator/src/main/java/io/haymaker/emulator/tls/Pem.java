package io.haymaker.emulator.tls;

import io.haymaker.emulator.store.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Keys and certificates as PEM files. */
public final class Pem {
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private Pem() {}

  /** Writes a private key, readable by its owner only. */
  public static void write(Path file, PrivateKey key) throws IOException {
    PrivateFiles.replace(file, text("PRIVATE KEY", key.getEncoded()));
  }

  static void write(Path file, X509Certificate certificate) throws IOException {
    try {
      PrivateFiles.replace(file, text("CERTIFICATE", certificate.getEncoded()));
    } catch (GeneralSecurityException bug) {
      throw new IllegalStateException("a certificate without encoding", bug);
    }
  }

  /**
   * Reads a private key.
   *
   * @throws IOException if the file is not one; the message is one line for a person
   */
  public static PrivateKey readKey(Path file, String algorithm) throws IOException {
    try {
      String text = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
      byte[] bytes = Base64.getMimeDecoder().decode(text);
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      throw new IOException("data folder is corrupt: no private key in " + file, unreadable);
    }
  }

  static X509Certificate readCertificate(Path file) throws IOException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    } catch (GeneralSecurityException unreadable) {
      throw new IOException("data folder is corrupt: no certificate in " + file, unreadable);
    }
  }

  private static String text(String label, byte[] bytes) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + LINES.encodeToString(bytes)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
