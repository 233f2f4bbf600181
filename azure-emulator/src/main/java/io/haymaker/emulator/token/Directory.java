package io.haymaker.emulator.token;

import java.util.Optional;

/** What sign-in and role assignments need to know of the directory. */
public interface Directory {
  /** What came of a sign-in. */
  sealed interface SignIn {
    /** The secret is right and the principal lives. */
    record Accepted(Principal principal) implements SignIn {}

    /** No such application, or it has no service principal in this tenant (AADSTS700016). */
    record UnknownApplication() implements SignIn {}

    /** The secret is not one of the application's or principal's (AADSTS7000215). */
    record WrongSecret() implements SignIn {}

    /** The secret was right once (AADSTS7000222). */
    record ExpiredSecret() implements SignIn {}
  }

  /** Checks a client id and secret. */
  SignIn signIn(String clientId, Secret secret);

  /** The living principal with this object id, as far as it has propagated. */
  Optional<Principal> find(String objectId);
}
