package io.haymaker.agent.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ResourceIdTest {

  private static final String GROUP = "/subscriptions/s/resourceGroups/g";
  private static final String NETWORK = GROUP + "/providers/Microsoft.Network/virtualNetworks/v";

  @Test
  void readsResourcesPartsExtensionsAndGroups() {
    assertThat(id(NETWORK).type()).isEqualTo("Microsoft.Network/virtualNetworks");
    assertThat(id(NETWORK).name()).isEqualTo("v");
    assertThat(id(NETWORK).namespace()).isEqualTo("Microsoft.Network");
    assertThat(id(NETWORK).isTopLevel()).isTrue();
    assertThat(id(NETWORK + "/subnets/a").type())
        .isEqualTo("Microsoft.Network/virtualNetworks/subnets");
    assertThat(id(NETWORK + "/subnets/a").isTopLevel()).isFalse();
    ResourceId lock = id(NETWORK + "/providers/Microsoft.Authorization/locks/l");
    assertThat(lock.type()).isEqualTo("Microsoft.Authorization/locks");
    assertThat(lock.isTopLevel()).isFalse();
    assertThat(id(GROUP).type()).isEqualTo("Microsoft.Resources/resourceGroups");
    assertThat(id(GROUP).isTopLevel()).isTrue();
  }

  @Test
  void caseAndDoubleSlashesMakeNoDifference() {
    assertThat(id("/" + NETWORK.replace("/providers", "//PROVIDERS") + "/")).isEqualTo(id(NETWORK));
    assertThat(id(NETWORK + "/subnets/a").isWithin(id(NETWORK.toUpperCase(Locale.ROOT)))).isTrue();
    assertThat(id(NETWORK + "2").isWithin(id(NETWORK))).isFalse();
  }

  @Test
  void listsActionsAndOtherPathsAreNoResources() {
    for (String path :
        List.of(
            "",
            "/",
            "/subscriptions/s",
            GROUP + "/resources",
            GROUP + "/providers/Microsoft.Network/virtualNetworks",
            NETWORK + "/start",
            "relative/path")) {
      assertThat(ResourceId.parse(path)).as(path).isEmpty();
    }
  }

  @Test
  void tagsGoToGroupsTopLevelResourcesAndSomeParts() {
    assertThat(ResourceTags.isTaggable(id(GROUP))).isTrue();
    assertThat(ResourceTags.isTaggable(id(NETWORK))).isTrue();
    assertThat(ResourceTags.isTaggable(id(NETWORK + "/subnets/a"))).isFalse();
    assertThat(
            ResourceTags.isTaggable(
                id(GROUP + "/providers/Microsoft.Authorization/roleAssignments/r")))
        .isFalse();
    assertThat(ResourceTags.isTaggable(id(NETWORK + "/providers/Microsoft.Authorization/locks/l")))
        .isFalse();
    assertThat(
            ResourceTags.isTaggable(id(GROUP + "/providers/Microsoft.Sql/servers/s/databases/d")))
        .isTrue();
  }

  private static ResourceId id(String path) {
    return ResourceId.parse(path).orElseThrow();
  }
}
