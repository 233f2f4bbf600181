package io.haymaker.emulator.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * One authority per data folder. It stays the same over restarts, so that a client which has loaded
 * {@link #file()} once goes on trusting; server certificates are made anew at every start and never
 * stored. All extensions that a strict check of RFC 5280 asks for are set.
 */
public final class CertificateAuthority {
  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
  private static final Duration SERVER_LIFE = Duration.ofDays(365);
  private static final Duration SLACK = Duration.ofHours(1);
  private static final String NAME = "CN=HayMaker emulator CA, O=HayMaker";

  private final Path file;
  private final X509Certificate certificate;
  private final PrivateKey key;
  private final SecureRandom random = new SecureRandom();

  private CertificateAuthority(Path file, X509Certificate certificate, PrivateKey key) {
    this.file = file;
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * The authority of a folder: read, or made and written.
   *
   * @throws IOException if the files are there but cannot be read, or cannot be written
   */
  public static CertificateAuthority open(Path folder, Clock clock) throws IOException {
    Path file = folder.resolve("ca.pem");
    Path keyFile = folder.resolve("ca-key.pem");
    if (Files.exists(file) && Files.exists(keyFile)) {
      return new CertificateAuthority(file, Pem.readCertificate(file), Pem.readKey(keyFile, "EC"));
    }
    try {
      KeyPair pair = newPair();
      X509v3CertificateBuilder builder =
          builder(new X500Name(NAME), new X500Name(NAME), pair.getPublic(), clock, AUTHORITY_LIFE);
      JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(pair.getPublic()));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          ids.createAuthorityKeyIdentifier(pair.getPublic()));
      X509Certificate certificate = sign(builder, pair.getPrivate());
      Pem.write(keyFile, pair.getPrivate());
      Pem.write(file, certificate);
      return new CertificateAuthority(file, certificate, pair.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException bug) {
      throw new IllegalStateException("cannot make a certificate authority", bug);
    }
  }

  /** The PEM file with the authority's certificate. */
  public Path file() {
    return file;
  }

  /** A TLS context for servers, with a fresh certificate for localhost and 127.0.0.1. */
  public SSLContext serverContext(Clock clock) throws IOException {
    try {
      KeyPair pair = newPair();
      X509v3CertificateBuilder builder =
          builder(
              X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
              new X500Name("CN=localhost"),
              pair.getPublic(),
              clock,
              SERVER_LIFE);
      JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
              }));
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(pair.getPublic()));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          ids.createAuthorityKeyIdentifier(certificate.getPublicKey()));
      X509Certificate leaf = sign(builder, key);

      KeyStore keys = emptyStore();
      char[] none = new char[0];
      keys.setKeyEntry("server", pair.getPrivate(), none, new Certificate[] {leaf, certificate});
      KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
      managers.init(keys, none);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, random);
      return context;
    } catch (GeneralSecurityException | OperatorCreationException bug) {
      throw new IllegalStateException("cannot make a server certificate", bug);
    }
  }

  /** A TLS context for clients that trusts this authority and nothing else. */
  public SSLContext clientContext() throws IOException {
    return trusting(file);
  }

  /**
   * A TLS context for clients that trusts the authority of a PEM file and nothing else.
   *
   * @throws IOException if the file holds no certificate
   */
  public static SSLContext trusting(Path caFile) throws IOException {
    try {
      KeyStore trusted = emptyStore();
      trusted.setCertificateEntry("ca", Pem.readCertificate(caFile));
      TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), new SecureRandom());
      return context;
    } catch (GeneralSecurityException bug) {
      throw new IllegalStateException("cannot make a TLS context", bug);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static KeyPair newPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey key, Clock clock, Duration life) {
    Instant now = clock.instant();
    BigInteger serial = new BigInteger(126, new SecureRandom()).add(BigInteger.ONE);
    return new JcaX509v3CertificateBuilder(
        issuer, serial, Date.from(now.minus(SLACK)), Date.from(now.plus(life)), subject, key);
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws OperatorCreationException, GeneralSecurityException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
  }
}
