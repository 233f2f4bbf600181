package io.haymaker.emulator.servicebus.access;

import io.haymaker.emulator.servicebus.access.PassOffice.Admission;
import io.haymaker.emulator.servicebus.access.PassOffice.Admitted;
import io.haymaker.emulator.servicebus.access.PassOffice.NotAdmitted;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Checks shared access signatures and keys against the rules of a namespace. */
public final class SignatureOffice {
  private final KeyRing keys;
  private final Clock clock;

  /** An office for these rules. */
  public SignatureOffice(KeyRing keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** Whether the token is meant for this office. */
  public static boolean isSignature(String token) {
    return SharedAccessSignature.isOne(token);
  }

  /** Checks a signature. */
  public Admission admit(String namespace, String token) {
    Optional<SharedAccessSignature> parsed = SharedAccessSignature.parse(token);
    if (parsed.isEmpty()) {
      return new NotAdmitted("MalformedToken: the shared access signature is incomplete.");
    }
    SharedAccessSignature signature = parsed.get();
    Optional<AccessRule> rule = keys.rule(namespace, signature.keyName());
    if (rule.isEmpty() || rule.get().keys().stream().noneMatch(signature::isSignedWith)) {
      return new NotAdmitted("InvalidSignature: The token has an invalid signature.");
    }
    if (!signature.expiresAt().isAfter(clock.instant())) {
      return new NotAdmitted("ExpiredToken: The token is expired.");
    }
    return new Admitted(new KeyPass(rule.get(), signature.expiresAt(), signature.path()));
  }

  /** Checks a key itself. */
  public Admission admitKey(String namespace, String ruleName, String key) {
    Optional<AccessRule> rule = keys.rule(namespace, ruleName);
    byte[] given = key.getBytes(StandardCharsets.UTF_8);
    boolean isKnown =
        rule.stream()
            .flatMap(r -> r.keys().stream())
            .anyMatch(k -> MessageDigest.isEqual(k.getBytes(StandardCharsets.UTF_8), given));
    return isKnown
        ? new Admitted(new KeyPass(rule.orElseThrow(), Instant.MAX, ""))
        : new NotAdmitted("InvalidSignature: There is no such rule, or the key is not its own.");
  }

  private record KeyPass(AccessRule rule, Instant expiresAt, String path) implements BusPass {
    @Override
    public boolean allows(BusRight right, String entityPath) {
      return rule.rights().contains(right) && BusPaths.isWithin(entityPath, path);
    }
  }
}
