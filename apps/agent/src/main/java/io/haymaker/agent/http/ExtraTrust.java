package io.haymaker.agent.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Adds authorities to those that the JDK trusts. */
final class ExtraTrust {

  private ExtraTrust() {}

  static SSLContext contextWith(String pem) throws IOException {
    try (InputStream in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))) {
      Collection<? extends Certificate> extra =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (extra.isEmpty()) {
        throw new IOException("no certificate in it");
      }
      KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
      anchors.load(null, null);
      int number = 0;
      for (TrustManager manager : managers(null)) {
        if (manager instanceof X509TrustManager x509) {
          for (X509Certificate known : x509.getAcceptedIssuers()) {
            anchors.setCertificateEntry("known-" + number++, known);
          }
        }
      }
      for (Certificate certificate : extra) {
        anchors.setCertificateEntry("extra-" + number++, certificate);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(anchors), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("no usable certificate in it", e);
    }
  }

  /**
   * @param anchors null for those of the JDK
   */
  private static TrustManager[] managers(@Nullable KeyStore anchors)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(anchors);
    return factory.getTrustManagers();
  }
}
