package io.haymaker.azure.event;

import io.haymaker.azure.wire.Trust;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/** Trust for AMQP, whose client looks at the JVM's default context and nowhere else. */
public final class BusTrust {

  private BusTrust() {}

  /**
   * From now on, every connection of this process that does not choose otherwise trusts the
   * authorities of a PEM file beside the platform's. To be called once, by whoever starts the
   * program, before the first event is received or sent.
   *
   * @throws IllegalArgumentException when the file cannot be read or holds no certificate
   */
  public static void adopt(Path caFile) {
    SSLContext.setDefault(Trust.withAuthorities(caFile));
  }
}
