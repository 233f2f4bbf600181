package io.haymaker.emulator.servicebus.amqp;

import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.SaslListener;
import org.apache.qpid.proton.engine.Transport;

/**
 * The server's side of SASL. Only PLAIN proves anything; the other mechanisms let everybody in, who
 * then can do nothing before a token is put to {@code $cbs}.
 */
final class SaslAnswer implements SaslListener {
  /** Checks a PLAIN response. */
  interface PlainCheck {
    boolean isGood(String host, byte[] response);
  }

  private final PlainCheck plain;

  SaslAnswer(PlainCheck plain) {
    this.plain = plain;
  }

  @Override
  public void onSaslInit(Sasl sasl, Transport transport) {
    String[] chosen = sasl.getRemoteMechanisms();
    boolean isPlain = chosen.length > 0 && chosen[0].equals("PLAIN");
    byte[] response = new byte[Math.max(0, sasl.pending())];
    sasl.recv(response, 0, response.length);
    String host = sasl.getHostname() == null ? "localhost" : sasl.getHostname();
    sasl.done(
        !isPlain || plain.isGood(host, response)
            ? Sasl.SaslOutcome.PN_SASL_OK
            : Sasl.SaslOutcome.PN_SASL_AUTH);
  }

  @Override
  public void onSaslMechanisms(Sasl sasl, Transport transport) {
    // Sent by servers only.
  }

  @Override
  public void onSaslChallenge(Sasl sasl, Transport transport) {
    // Sent by servers only.
  }

  @Override
  public void onSaslResponse(Sasl sasl, Transport transport) {
    // None of the mechanisms has a second step.
  }

  @Override
  public void onSaslOutcome(Sasl sasl, Transport transport) {
    // Sent by servers only.
  }
}
