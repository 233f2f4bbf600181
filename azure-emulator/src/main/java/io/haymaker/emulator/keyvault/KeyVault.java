package io.haymaker.emulator.keyvault;

import io.haymaker.emulator.Part;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Service;
import io.haymaker.emulator.rbac.Authorizer;
import io.haymaker.emulator.token.Secret;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The cloud's one vault. Its ARM id is the scope at which roles on its data are assigned. */
public final class KeyVault {

  /**
   * The vault's name; clients that build its URL from a name put the suffix {@code :PORT} after it.
   */
  public static final String NAME = "localhost";

  /** The resource group of the vault's ARM id. */
  public static final String RESOURCE_GROUP = "haymaker-emulator";

  private static final Pattern SECRET_URL =
      Pattern.compile("(https://[^/]+)/secrets/([0-9a-zA-Z-]{1,127})(?:/([0-9a-fA-F]{32}))?/?");

  private final Cloud cloud;
  private final SecretShelf shelf;
  private final VaultAccess access;

  /** The vault in the cloud's data folder. */
  public KeyVault(Cloud cloud, Authorizer authorizer) {
    this.cloud = cloud;
    this.shelf = new SecretShelf(cloud);
    this.access = new VaultAccess(authorizer, resourceId(cloud.subscriptionId()));
  }

  /** The vault's ARM id in a subscription. */
  public static String resourceId(String subscriptionId) {
    return "/subscriptions/"
        + subscriptionId
        + "/resourceGroups/"
        + RESOURCE_GROUP
        + "/providers/Microsoft.KeyVault/vaults/"
        + NAME;
  }

  /** The vault's data plane. */
  public Service service() {
    return new VaultService(cloud, shelf, access);
  }

  /**
   * What makes the vault a resource at every start.
   *
   * @param arm Resource Manager, through which it is made
   * @param administrator who makes it
   */
  public Part part(Service arm, Caller administrator) {
    return new VaultResource(cloud, arm, administrator);
  }

  /** What came of reading a secret by its URL. */
  public sealed interface Read {
    /** The value. */
    record Found(Secret value) implements Read {}

    /** It could not be read; {@code why} is one sentence and holds no value. */
    record Refused(String why) implements Read {}
  }

  /**
   * Reads a secret for another service on behalf of an identity, with that identity's rights.
   *
   * @param url {@code https://VAULT/secrets/NAME[/VERSION]}; without a version the latest is read
   */
  public Read read(Caller identity, String url) {
    Matcher matcher = SECRET_URL.matcher(url);
    if (!matcher.matches() || !isHere(matcher.group(1))) {
      return new Read.Refused("'" + url + "' is not the URL of a secret in this cloud's vault.");
    }
    String name = matcher.group(2);
    if (!access.allows(identity, SecretAction.GET, name)) {
      return new Read.Refused("The identity is not allowed to get the secret '" + name + "'.");
    }
    Optional<ObjectNode> version =
        shelf
            .find(name)
            .filter(secret -> secret.state() == SecretShelf.State.LIVING)
            .flatMap(
                secret ->
                    matcher.group(3) == null
                        ? Optional.of(secret.latest())
                        : secret.version(matcher.group(3)));
    if (version.isEmpty()) {
      return new Read.Refused("The secret '" + name + "' was not found in the vault.");
    }
    return version.get().path("enabled").booleanValue()
        ? new Read.Found(Secret.of(version.get().path("value").asString()))
        : new Read.Refused("The secret '" + name + "' is disabled.");
  }

  private boolean isHere(String origin) {
    String own = cloud.endpoints().vault();
    return origin.equalsIgnoreCase(own)
        || origin.equalsIgnoreCase(own.replace("//localhost:", "//127.0.0.1:"));
  }
}
