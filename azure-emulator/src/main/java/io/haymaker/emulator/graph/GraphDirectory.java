package io.haymaker.emulator.graph;

import static io.haymaker.emulator.graph.Applications.hasAppId;

import io.haymaker.emulator.token.Administrator;
import io.haymaker.emulator.token.Directory;
import io.haymaker.emulator.token.Principal;
import io.haymaker.emulator.token.Secret;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The directory as sign-in and role assignments see it: what has propagated, and the administrator.
 */
final class GraphDirectory implements Directory {

  private final Administrator administrator;
  private final DirectoryObjects objects;
  private final Passwords passwords;

  GraphDirectory(Administrator administrator, DirectoryObjects objects, Passwords passwords) {
    this.administrator = administrator;
    this.objects = objects;
    this.passwords = passwords;
  }

  @Override
  public SignIn signIn(String clientId, Secret secret) {
    if (administrator.principal().appId().equalsIgnoreCase(clientId)) {
      return administrator.secret().matches(secret)
          ? new SignIn.Accepted(administrator.principal())
          : new SignIn.WrongSecret();
    }
    Optional<ObjectNode> principal =
        objects
            .living(ObjectKind.SERVICE_PRINCIPAL, candidate -> hasAppId(candidate, clientId))
            .filter(objects::isVisible);
    if (principal.isEmpty()) {
      return new SignIn.UnknownApplication();
    }
    return switch (judge(principal.get(), secret)) {
      case RIGHT -> new SignIn.Accepted(principalOf(principal.get()));
      case WRONG -> new SignIn.WrongSecret();
      case EXPIRED -> new SignIn.ExpiredSecret();
    };
  }

  @Override
  public Optional<Principal> find(String objectId) {
    if (administrator.principal().objectId().equalsIgnoreCase(objectId)) {
      return Optional.of(administrator.principal());
    }
    return objects
        .living(ObjectKind.SERVICE_PRINCIPAL, objectId)
        .filter(objects::isVisible)
        .map(GraphDirectory::principalOf);
  }

  /** A secret counts whether it was put on the service principal or on its application. */
  private Passwords.Verdict judge(ObjectNode principal, Secret secret) {
    String appId = principal.path("appId").asString();
    Stream<ObjectNode> holders =
        Stream.concat(
            Stream.of(principal),
            objects
                .living(ObjectKind.APPLICATION, candidate -> hasAppId(candidate, appId))
                .stream());
    return holders
        .map(holder -> passwords.judge(holder, secret))
        .filter(verdict -> verdict != Passwords.Verdict.WRONG)
        .findFirst()
        .orElse(Passwords.Verdict.WRONG);
  }

  private static Principal principalOf(ObjectNode object) {
    return new Principal(
        object.path("id").asString(),
        object.path("appId").asString(),
        object.path("displayName").asString());
  }
}
