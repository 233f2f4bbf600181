package io.haymaker.emulator.registry;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Audience;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.http.Service;
import io.haymaker.emulator.rbac.Authorizer;
import io.haymaker.emulator.rbac.Permission;
import io.haymaker.emulator.token.AccessTokens;
import io.haymaker.emulator.token.Directory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The registry's HTTP side: reading only. */
public final class Registry implements Service {
  private static final Permission PULL =
      new Permission.Control("Microsoft.ContainerRegistry/registries/pull/read");

  private final Cloud cloud;
  private final Authorizer authorizer;
  private final ImageShelf shelf;
  private final RegistryTokens tokens;
  private final RegistrySignIn signIn;

  /** The registry with the cloud's images. */
  public Registry(
      Cloud cloud, AccessTokens cloudTokens, Directory directory, Authorizer authorizer) {
    this.cloud = cloud;
    this.authorizer = authorizer;
    this.shelf = new ImageShelf(cloud.images().keySet());
    this.tokens = new RegistryTokens(cloud.clock());
    this.signIn = new RegistrySignIn(cloud, cloudTokens, directory, tokens);
  }

  /**
   * The scope at which the right to pull is asked for. There is no resource of this id; roles of
   * the group {@code haymaker-emulator} and of the subscription count.
   */
  public static String resourceId(String subscriptionId) {
    return "/subscriptions/"
        + subscriptionId
        + "/resourceGroups/haymaker-emulator/providers/Microsoft.ContainerRegistry"
        + "/registries/localhost";
  }

  @Override
  public String name() {
    return "registry";
  }

  @Override
  public boolean owns(Request request) {
    return request.under("v2")
        || request.path().equals("/oauth2/exchange")
        || request.path().equals("/oauth2/token");
  }

  /** The registry looks at its own tokens itself. */
  @Override
  public Set<Audience> audiences() {
    return Set.of();
  }

  @Override
  public Response handle(Request request) {
    String call = request.method() + " " + request.path();
    return switch (call) {
      case "POST /oauth2/exchange" -> signIn.exchange(request);
      case "POST /oauth2/token" -> signIn.fromForm(request);
      case "GET /oauth2/token" -> signIn.fromHeader(request);
      default -> request.under("v2") ? distribution(request) : notEmulated(request);
    };
  }

  private static Response notEmulated(Request request) {
    return RegistryErrors.of(
        405,
        "UNSUPPORTED",
        "The emulator's registry does not answer " + request.method() + " " + request.path());
  }

  private Response distribution(Request request) {
    List<String> path = request.segments();
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return notEmulated(request);
    }
    Optional<String> token =
        request
            .header("authorization")
            .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
            .map(value -> value.substring(7).strip());
    if (path.size() == 1) {
      return token.flatMap(tokens::enters).isPresent()
          ? Response.json(200, Json.object())
          : challenge("");
    }
    if (path.size() < 4) {
      return notEmulated(request);
    }
    String repository = String.join("/", path.subList(1, path.size() - 2));
    String scope = ",scope=\"repository:" + repository + ":pull\"";
    Optional<Caller> caller = token.flatMap(tokens::enters);
    if (caller.isEmpty()) {
      return challenge(scope);
    }
    if (!tokens.reaches(token.get(), repository)
        || !authorizer.allows(caller.get(), PULL, resourceId(cloud.subscriptionId()))) {
      return challenge(scope + ",error=\"insufficient_scope\"");
    }
    String last = path.getLast();
    return switch (path.get(path.size() - 2)) {
      case "manifests" -> manifest(repository, last);
      case "blobs" -> blob(repository, last);
      case "tags" -> last.equals("list") ? tags(repository) : notEmulated(request);
      default -> notEmulated(request);
    };
  }

  private Response challenge(String more) {
    return RegistryErrors.unauthorized()
        .with(
            "WWW-Authenticate",
            "Bearer realm=\"%s/oauth2/token\",service=\"%s\"%s"
                .formatted(cloud.endpoints().arm(), cloud.endpoints().registry(), more));
  }

  private Response manifest(String repository, String version) {
    return shelf
        .manifest(repository, version)
        .map(found -> content(found, ImageShelf.MANIFEST))
        .orElseGet(
            () ->
                RegistryErrors.of(
                    404,
                    shelf.has(repository) ? "MANIFEST_UNKNOWN" : "NAME_UNKNOWN",
                    "manifest tagged by \"" + version + "\" is not found"));
  }

  private Response blob(String repository, String digest) {
    return shelf
        .blob(repository, digest)
        .map(found -> content(found, "application/octet-stream"))
        .orElseGet(() -> RegistryErrors.of(404, "BLOB_UNKNOWN", "blob unknown to registry"));
  }

  private static Response content(ImageShelf.Content content, String type) {
    return new Response(
        200,
        List.of(
            new Response.Header("Content-Type", type),
            new Response.Header("Docker-Content-Digest", content.digest()),
            new Response.Header("Docker-Distribution-Api-Version", "registry/2.0")),
        content.bytes());
  }

  private Response tags(String repository) {
    if (!shelf.has(repository)) {
      return RegistryErrors.of(404, "NAME_UNKNOWN", "repository name not known to registry");
    }
    ObjectNode body = Json.object().put("name", repository);
    var names = body.putArray("tags");
    shelf.tags(repository).forEach(names::add);
    return Response.json(200, body);
  }
}
