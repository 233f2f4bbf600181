package io.haymaker.emulator.token;

import java.util.Optional;

/** A directory with nobody but the administrator in it. */
public final class AdministratorDirectory implements Directory {
  private final Administrator administrator;

  /** A directory with this administrator. */
  public AdministratorDirectory(Administrator administrator) {
    this.administrator = administrator;
  }

  @Override
  public SignIn signIn(String clientId, Secret secret) {
    if (!administrator.principal().appId().equalsIgnoreCase(clientId)) {
      return new SignIn.UnknownApplication();
    }
    return administrator.secret().matches(secret)
        ? new SignIn.Accepted(administrator.principal())
        : new SignIn.WrongSecret();
  }

  @Override
  public Optional<Principal> find(String objectId) {
    return administrator.principal().objectId().equalsIgnoreCase(objectId)
        ? Optional.of(administrator.principal())
        : Optional.empty();
  }
}
