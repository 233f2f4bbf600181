package io.haymaker.emulator.containerinstances;

import io.haymaker.emulator.arm.Write;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.managedidentity.Identities;
import io.haymaker.emulator.rbac.Authorizer;
import io.haymaker.emulator.rbac.Permission;
import io.haymaker.emulator.registry.Registry;
import io.haymaker.emulator.token.Directory;
import io.haymaker.emulator.token.Secret;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Whether the images of a group can be had: the emulator's own registry asks who wants them; images
 * of other hosts, and those without one, are public.
 */
final class RegistryAccess {

  private static final Permission PULL =
      new Permission.Control("Microsoft.ContainerRegistry/registries/pull/read");

  private final Cloud cloud;
  private final Images images;
  private final Directory directory;
  private final Identities identities;
  private final Authorizer authorizer;

  RegistryAccess(
      Cloud cloud,
      Images images,
      Directory directory,
      Identities identities,
      Authorizer authorizer) {
    this.cloud = cloud;
    this.images = images;
    this.directory = directory;
    this.identities = identities;
    this.authorizer = authorizer;
  }

  /**
   * Asks for every image, with the credentials that the document has.
   *
   * @throws io.haymaker.emulator.http.Refused (400 {@code InaccessibleImage})
   */
  void require(Write write, GroupSpec spec) {
    for (Demand container : spec.containers()) {
      String image = container.image();
      boolean open = !images.isHere(image) || mayPull(write, Images.host(image));
      if (!open || images.command(image).isEmpty()) {
        throw GroupErrors.inaccessible(image, write.id().name());
      }
    }
  }

  private boolean mayPull(Write write, String host) {
    for (JsonNode credential :
        write.document().path("properties").path("imageRegistryCredentials")) {
      if (credential.path("server").asString("").equalsIgnoreCase(host)) {
        return caller(write, credential)
            .filter(
                caller ->
                    authorizer.allows(caller, PULL, Registry.resourceId(cloud.subscriptionId())))
            .isPresent();
      }
    }
    return false;
  }

  private Optional<Caller> caller(Write write, JsonNode credential) {
    Optional<String> identity = Json.string(credential, "identity");
    if (identity.isPresent()) {
      return identities.of(write.document(), identity.get());
    }
    String user = credential.path("username").asString("");
    Secret password = Secret.of(credential.path("password").asString(""));
    return directory.signIn(user, password) instanceof Directory.SignIn.Accepted(var principal)
        ? Optional.of(new Caller(principal.objectId(), principal.appId()))
        : Optional.empty();
  }
}
