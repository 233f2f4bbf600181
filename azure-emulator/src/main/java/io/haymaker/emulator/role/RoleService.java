package io.haymaker.emulator.role;

import io.haymaker.emulator.arm.ApiVersion;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.arm.Scopes;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Audience;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.http.Service;
import io.haymaker.emulator.rbac.Authorizer;
import io.haymaker.emulator.rbac.Permission;
import io.haymaker.emulator.token.Directory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code {scope}/providers/Microsoft.Authorization/roleAssignments} and {@code roleDefinitions}, at
 * any scope.
 */
public final class RoleService implements Service {
  private static final String NAMESPACE = "Microsoft.Authorization";

  private final Authorizer authorizer;
  private final AssignmentDesk assignments;
  private final DefinitionDesk definitions;

  /** The roles' API. */
  public RoleService(
      Cloud cloud, Authorizer authorizer, RoleBook book, Directory directory, Scopes scopes) {
    this.authorizer = authorizer;
    this.assignments = new AssignmentDesk(cloud, book, directory, scopes);
    this.definitions = new DefinitionDesk(cloud, book);
  }

  @Override
  public String name() {
    return "roles";
  }

  @Override
  public boolean owns(Request request) {
    return Target.of(request).isPresent();
  }

  @Override
  public Set<Audience> audiences() {
    return Set.of(Audience.ARM);
  }

  @Override
  public Response handle(Request request) {
    ApiVersion.require(request);
    Target target = Target.of(request).orElseThrow();
    authorizer.require(
        request.caller(),
        new Permission.Control(NAMESPACE + "/" + target.type() + "/" + target.verb(request)),
        target.scope());
    return target.type().equals("roleAssignments")
        ? assignments.handle(request, target)
        : definitions.handle(request, target);
  }

  /**
   * What a request is about.
   *
   * @param scope the scope before the provider; empty for the tenant
   * @param type {@code roleAssignments} or {@code roleDefinitions}
   * @param name the GUID, if one is named
   */
  record Target(String scope, String type, Optional<String> name) {
    static Optional<Target> of(Request request) {
      List<String> parts = request.segments();
      int at = ResourceId.lastProviders(parts);
      if (at < 0 || !parts.get(at + 1).equalsIgnoreCase(NAMESPACE)) {
        return Optional.empty();
      }
      List<String> tail = parts.subList(at + 2, parts.size());
      if (tail.isEmpty() || tail.size() > 2) {
        return Optional.empty();
      }
      Optional<String> type =
          switch (tail.getFirst().toLowerCase(Locale.ROOT)) {
            case "roleassignments" -> Optional.of("roleAssignments");
            case "roledefinitions" -> Optional.of("roleDefinitions");
            default -> Optional.empty();
          };
      return type.map(
          word ->
              new Target(
                  ResourceId.scope(parts.subList(0, at)),
                  word,
                  tail.size() == 2 ? Optional.of(tail.get(1)) : Optional.empty()));
    }

    String verb(Request request) {
      return switch (request.method()) {
        case "GET", "HEAD" -> "read";
        case "DELETE" -> "delete";
        case "PUT" -> "write";
        default ->
            throw new Refused(
                405,
                "MethodNotAllowed",
                "The emulator does not answer " + request.method() + " on " + type + ".");
      };
    }
  }
}
