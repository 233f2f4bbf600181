package io.haymaker.azure.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Trust in the platform's certificate authorities and a few more. */
public final class Trust {

  private Trust() {}

  /**
   * A context that trusts what the platform trusts and the authorities of a PEM file.
   *
   * @throws IllegalArgumentException when the file cannot be read or holds no certificate
   */
  public static SSLContext withAuthorities(Path pemFile) {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate known : platformAuthorities()) {
        store.setCertificateEntry("platform-" + count++, known);
      }
      for (Certificate more : read(pemFile)) {
        store.setCertificateEntry("more-" + count++, more);
      }
      var context = SSLContext.getInstance("TLS");
      context.init(null, managers(store), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "cannot use the certificate file %s: %s".formatted(pemFile, e.getMessage()), e);
    }
  }

  private static Collection<? extends Certificate> read(Path pemFile)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(pemFile)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new GeneralSecurityException("it holds no certificate");
      }
      return certificates;
    }
  }

  private static List<X509Certificate> platformAuthorities() throws GeneralSecurityException {
    var known = new ArrayList<X509Certificate>();
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager trust) {
        known.addAll(List.of(trust.getAcceptedIssuers()));
      }
    }
    return known;
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
