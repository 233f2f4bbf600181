package io.haymaker.emulator.servicebus.access;

/** Checks tokens. */
public interface PassOffice {
  /**
   * Checks a token for a namespace: signature, issuer, audience and end.
   *
   * @param token a directory token, or {@code SharedAccessSignature sr=...}
   */
  Admission admit(String namespace, String token);

  /** Checks the name and the key of a rule, given in plain (SASL PLAIN). */
  Admission admitKey(String namespace, String rule, String key);

  /** The answer to a token. */
  sealed interface Admission {}

  /** The token is good; what it allows is in the pass. */
  record Admitted(BusPass pass) implements Admission {}

  /** The token proves nothing; the reason never repeats the token. */
  record NotAdmitted(String reason) implements Admission {}
}
