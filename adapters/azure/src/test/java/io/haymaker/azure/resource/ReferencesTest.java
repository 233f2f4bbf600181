package io.haymaker.azure.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import io.haymaker.azure.wire.Json;
import io.haymaker.core.resource.ResourceId;
import org.junit.jupiter.api.Test;

class ReferencesTest {

  private static final String GROUP = "/subscriptions/s/resourceGroups/g";
  private static final String NETWORK = GROUP + "/providers/Microsoft.Network";

  @Test
  void idsAreFoundWhereverTheyStand() {
    String vm = GROUP + "/providers/Microsoft.Compute/virtualMachines/m";
    assertThat(
            References.in(
                ResourceId.of(vm),
                Json.read(
                    BinaryData.fromString(
                        """
                        {"id":"%1$s",
                         "identity":{"userAssignedIdentities":{"%2$s/providers/A.B/ids/i":{}}},
                         "properties":{"nics":[{"id":"%3$s/networkInterfaces/n"}],
                           "group":"%2$s","note":"see /subscriptions/x", "extension":"%1$s/extensions/e"},
                         "tags":{"made-for":"%3$s/routeTables/t"}}
                        """
                            .formatted(vm, GROUP, NETWORK)))))
        .containsExactlyInAnyOrder(
            ResourceId.of(GROUP + "/providers/A.B/ids/i"),
            ResourceId.of(NETWORK + "/networkInterfaces/n"));
  }

  @Test
  void theUsersThatANetworkResourceShowsAreNoNeeds() {
    ResourceId subnet = ResourceId.of(NETWORK + "/virtualNetworks/v/subnets/s");

    assertThat(
            References.in(
                subnet,
                Json.read(
                    BinaryData.fromString(
                        """
                        {"properties":{
                          "ipConfigurations":[{"id":"%1$s/networkInterfaces/n/ipConfigurations/c"}],
                          "networkSecurityGroup":{"id":"%1$s/networkSecurityGroups/f"}}}
                        """
                            .formatted(NETWORK)))))
        .containsExactly(ResourceId.of(NETWORK + "/networkSecurityGroups/f"));
  }
}
