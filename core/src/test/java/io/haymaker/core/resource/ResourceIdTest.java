package io.haymaker.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourceIdTest {
  private static final ResourceId SUBNET =
      ResourceId.of(
          "/subscriptions/s1/resourceGroups/G/providers/Microsoft.Network/virtualNetworks/v/subnets/n");

  @Test
  void tellsWhatAnIdSays() {
    assertThat(SUBNET.subscription()).isEqualTo("s1");
    assertThat(SUBNET.groupName()).contains("G");
    assertThat(SUBNET.name()).isEqualTo("n");
    assertThat(SUBNET.type()).isEqualTo("microsoft.network/virtualnetworks/subnets");
    assertThat(SUBNET.isGroup()).isFalse();
  }

  @Test
  void climbsFromAnExtensionToItsGroup() {
    var lock = ResourceId.of(SUBNET + "/providers/Microsoft.Authorization/locks/keep");
    var network = SUBNET.parent().orElseThrow();

    assertThat(lock.type()).isEqualTo("microsoft.authorization/locks");
    assertThat(lock.parent()).contains(SUBNET);
    assertThat(network.name()).isEqualTo("v");
    assertThat(network.parent()).contains(ResourceId.group("s1", "G"));
    assertThat(ResourceId.group("s1", "G").parent()).isEmpty();
    assertThat(ResourceId.group("s1", "G").type())
        .isEqualTo("microsoft.resources/subscriptions/resourcegroups");
    assertThat(ResourceId.of("/subscriptions/s1").type())
        .isEqualTo("microsoft.resources/subscriptions");
  }

  @Test
  void isTheSameInAnyCaseAndWithSlashesTooMany() {
    var other =
        ResourceId.of(
            " /Subscriptions/S1//resourcegroups/g/Providers/microsoft.network/VIRTUALNETWORKS/V/subnets/N/ ");

    assertThat(other).isEqualTo(SUBNET).hasSameHashCodeAs(SUBNET).isEqualByComparingTo(SUBNET);
    assertThat(other.isBelow(ResourceId.group("s1", "G"))).isTrue();
    assertThat(other.isBelow(SUBNET)).isFalse();
    assertThat(other.isBelow(ResourceId.group("s1", "G2"))).isFalse();
    assertThat(ResourceId.group("s1", "rg2").isBelow(ResourceId.group("s1", "rg"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "subscriptions/s", "/subscriptions/", "/subscriptions//", "x"})
  void whatIsNoIdIsRefused(String text) {
    assertThatThrownBy(() -> ResourceId.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 500)
  void whateverItsNameAThingLiesInItsParent(@ForAll @NotBlank @StringLength(max = 8) String name) {
    String safe = "x" + name.replaceAll("[/\\s]", "") + "İ";
    var group = ResourceId.group("s1", safe);
    var parent = ResourceId.of(group + "/providers/Microsoft.Web/sites/" + safe);
    var child = ResourceId.of(parent + "/slots/" + safe);

    assertThat(child.parent()).isEqualTo(Optional.of(parent));
    assertThat(parent.parent()).isEqualTo(Optional.of(group));
    assertThat(child.isBelow(parent)).isTrue();
    assertThat(child.isBelow(group)).isTrue();
  }
}
