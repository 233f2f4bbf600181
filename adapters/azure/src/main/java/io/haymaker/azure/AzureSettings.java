package io.haymaker.azure;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which Azure we work in.
 *
 * @param tenantId the Entra tenant
 * @param subscriptions at least one; things are made in the first, listed in all
 * @param login as whom
 * @param endpoints where the cloud is
 * @param vault the vault's URL
 * @param caFile a PEM file with certificate authorities to trust beside the platform's
 */
public record AzureSettings(
    String tenantId,
    List<String> subscriptions,
    AzureLogin login,
    AzureEndpoints endpoints,
    URI vault,
    Optional<Path> caFile) {

  /** What the sign-in service calls the tenant of whoever asks. */
  private static final String ANY_TENANT = "organizations";

  /** A name that nobody can have (RFC 2606). */
  private static final URI NO_VAULT = URI.create("https://no-vault.invalid");

  public AzureSettings {
    if (tenantId.isBlank()) {
      throw new IllegalArgumentException("tenantId is empty");
    }
    if (subscriptions.isEmpty() || subscriptions.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("subscriptions must name at least one, and none empty");
    }
    if (!"https".equals(vault.getScheme())) {
      throw new IllegalArgumentException("vault must be an https URL, is " + vault);
    }
    subscriptions = List.copyOf(subscriptions);
  }

  /**
   * A cloud of which no secret is read.
   *
   * @param tenantId empty where the login needs none
   */
  public static AzureSettings withoutVault(
      Optional<String> tenantId,
      String subscription,
      AzureLogin login,
      AzureEndpoints endpoints,
      Optional<Path> caFile) {
    return new AzureSettings(
        tenantId.orElse(ANY_TENANT), List.of(subscription), login, endpoints, NO_VAULT, caFile);
  }

  /** The subscription in which things are made. */
  public String subscription() {
    return subscriptions.getFirst();
  }
}
