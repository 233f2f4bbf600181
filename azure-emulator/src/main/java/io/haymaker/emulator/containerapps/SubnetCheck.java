package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Whether a subnet can hold an environment: it exists, is large enough and, with profiles, is
 * delegated.
 */
final class SubnetCheck {

  private static final String SUBNET = "Microsoft.Network/virtualNetworks/subnets";
  private static final String DELEGATION = "Microsoft.App/environments";
  private static final int LONGEST_PREFIX_WITH_PROFILES = 27;
  private static final int LONGEST_PREFIX_CONSUMPTION_ONLY = 23;

  private final ResourceBook resources;

  SubnetCheck(ResourceBook resources) {
    this.resources = resources;
  }

  void require(String subnetId, boolean withProfiles) {
    ArmResource subnet =
        ResourceId.parse(subnetId)
            .filter(id -> id.isA(SUBNET))
            .flatMap(resources::find)
            .orElseThrow(() -> invalid("The subnet '" + subnetId + "' was not found."));
    if (withProfiles && !isDelegated(subnet)) {
      throw invalid("The subnet '" + subnetId + "' must be delegated to '" + DELEGATION + "'.");
    }
    int longest = withProfiles ? LONGEST_PREFIX_WITH_PROFILES : LONGEST_PREFIX_CONSUMPTION_ONLY;
    boolean fits = prefixes(subnet).anyMatch(prefix -> length(prefix) <= longest);
    if (!fits) {
      throw invalid("The subnet '" + subnetId + "' must be at least of size /" + longest + ".");
    }
  }

  private static boolean isDelegated(ArmResource subnet) {
    return subnet
        .properties()
        .path("delegations")
        .valueStream()
        .map(delegation -> Json.string(delegation.path("properties"), "serviceName").orElse(""))
        .anyMatch(DELEGATION::equalsIgnoreCase);
  }

  private static Stream<String> prefixes(ArmResource subnet) {
    return Stream.concat(
        Json.string(subnet.properties(), "addressPrefix").stream(),
        subnet.properties().path("addressPrefixes").valueStream().map(JsonNode::asString));
  }

  private static int length(String prefix) {
    String digits = prefix.substring(prefix.indexOf('/') + 1);
    return digits.matches("[0-9]{1,2}") ? Integer.parseInt(digits) : Integer.MAX_VALUE;
  }

  private static Refused invalid(String message) {
    return AppErrors.invalid("ManagedEnvironmentInvalidNetworkConfiguration", message);
  }
}
