package io.haymaker.emulator.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ResourcesTest extends CloudTestBase {
  private static final String PLACE = "{\"location\":\"West Europe\",\"tags\":{\"a\":\"1\"}}";
  private static final String STORAGE = "/providers/Microsoft.Storage/storageAccounts/";

  @Test
  void aGroupIsMadeShownChangedAndDeleted() throws IOException {
    String scope = cloud.subscription() + "/resourcegroups/life";
    assertThat(admin.call("HEAD", scope, null).status()).isEqualTo(404);
    assertThat(admin.delete(scope).code()).isEqualTo("ResourceGroupNotFound");

    assertThat(admin.put(scope, PLACE).status()).isEqualTo(201);
    assertThat(admin.put(scope, PLACE).status()).isEqualTo(200);
    assertThat(admin.call("HEAD", cloud.subscription() + "/ResourceGroups/LIFE", null).status())
        .isEqualTo(204);
    JsonNode shown = admin.get(scope).body();
    assertThat(shown.path("location").asString()).isEqualTo("westeurope");
    assertThat(shown.path("properties").path("provisioningState").asString())
        .isEqualTo("Succeeded");
    assertThat(
            admin.call("PATCH", scope, "{\"tags\":{\"b\":\"2\"}}").body().path("tags").toString())
        .isEqualTo("{\"b\":\"2\"}");
    assertThat(admin.put(scope, "{\"location\":\"uksouth\"}").code())
        .isEqualTo("InvalidResourceGroupLocation");

    CloudClient.Answer accepted = admin.delete(scope);
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(admin.callUrl("GET", accepted.header("Location").orElseThrow(), null).status())
        .isEqualTo(200);
    assertThat(admin.get(scope).code()).isEqualTo("ResourceGroupNotFound");
  }

  @Test
  void deletingAGroupTakesAllThatIsInItAlong() throws IOException {
    String group = group();
    String account = made(group, "Microsoft.Storage/storageAccounts/cascade1", "{}");

    admin.delete(group);

    assertThat(admin.get(account).code()).isEqualTo("ResourceGroupNotFound");
    cloud.newGroup(group.substring(group.lastIndexOf('/') + 1));
    assertThat(admin.get(account).code()).isEqualTo("ResourceNotFound");
  }

  @Test
  void aResourceOfAnyTypeIsMadeShownPatchedAndDeleted() throws IOException {
    String id = group() + "/providers/Contoso.Things/widgets/w1";
    assertThat(admin.get(id).code()).isEqualTo("ResourceNotFound");
    assertThat(admin.call("HEAD", id, null).status()).isEqualTo(404);
    assertThat(admin.delete(id).status()).isEqualTo(204);

    CloudClient.Answer made =
        admin.put(id, "{\"location\":\"westeurope\",\"properties\":{\"a\":{\"b\":1,\"c\":2}}}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().path("type").asString()).isEqualTo("Contoso.Things/widgets");
    assertThat(made.body().path("id").asString()).isEqualTo(id);
    assertThat(admin.call("HEAD", id, null).status()).isEqualTo(204);

    JsonNode patched =
        admin.call("PATCH", id, "{\"properties\":{\"a\":{\"c\":3}}}").body().path("properties");
    assertThat(patched.path("a").toString()).isEqualTo("{\"b\":1,\"c\":3}");
    assertThat(patched.path("provisioningState").asString()).isEqualTo("Succeeded");
    assertThat(admin.delete(id).status()).isEqualTo(200);
    assertThat(admin.get(id).status()).isEqualTo(404);
  }

  @Test
  void readsOfWhatWasReadCanBeWrittenBack() throws IOException {
    String id = made(group(), "Microsoft.Network/virtualNetworks/v", "{\"subnets\":[]}");
    assertThat(admin.put(id, admin.get(id).body().toString()).status()).isEqualTo(200);
  }

  @Test
  void everyRequestNeedsAnApiVersionAndAnyWillDo() throws IOException {
    assertThat(admin.get("/subscriptions?x=1").code()).isEqualTo("MissingApiVersionParameter");
    assertThat(admin.get("/subscriptions?api-version=1999-01-01").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Microsoft.Storage/storageAccounts/Upper_Case, AccountNameInvalid",
    "Microsoft.KeyVault/vaults/1starts-with-digit, VaultNameNotValid",
    "Microsoft.Network/virtualNetworks/-v, InvalidResourceName",
    "Microsoft.Web/sites/bad%25name, InvalidResourceName",
    "Microsoft.Sql/servers/UPPER, InvalidResourceName"
  })
  void badNamesAreRefused(String typeAndName, String code) throws IOException {
    CloudClient.Answer answer = admin.put(group() + "/providers/" + typeAndName, PLACE);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void whatAResourceNeedsMustBeThere() throws IOException {
    String group = group();
    assertThat(
            admin
                .put(cloud.subscription() + "/resourceGroups/none" + STORAGE + "acct1", PLACE)
                .code())
        .isEqualTo("ResourceGroupNotFound");
    assertThat(admin.put(group + "/providers/Microsoft.Sql/servers/none/databases/d", PLACE).code())
        .isEqualTo("ParentResourceNotFound");
    assertThat(admin.put(group + STORAGE + "acct2", "{}").code()).isEqualTo("LocationRequired");
    assertThat(admin.put(group + STORAGE + "acct3", "no json").code())
        .isEqualTo("InvalidRequestContent");
    assertThat(admin.get("/subscriptions/11111111-1111-1111-1111-111111111111").code())
        .isEqualTo("SubscriptionNotFound");
    made(group, "Microsoft.Storage/storageAccounts/acct4", "{}");
    assertThat(
            admin.put(group + STORAGE + "acct4/blobServices/default/containers/c", "{}").status())
        .isEqualTo(201);
    assertThat(admin.put(group + STORAGE + "acct4", "{\"location\":\"uksouth\"}").code())
        .isEqualTo("InvalidResourceLocation");
  }

  @Test
  void listsFilterByTagTypeGroupAndName() throws IOException {
    String group = group();
    String name = group.substring(group.lastIndexOf('/') + 1);
    String tagged = "{\"location\":\"westeurope\",\"tags\":{\"Run\":\"r-1\"}}";
    admin.put(group + STORAGE + "listed1", tagged);
    made(group, "Microsoft.Storage/storageAccounts/listed2", "{}");
    made(group, "Microsoft.Web/serverfarms/plan", "{}");

    assertThat(ids(group, "tagName eq 'run' and tagValue eq 'r-1'")).hasSize(1);
    assertThat(ids(cloud.subscription(), "resourceGroup eq '" + name + "'")).hasSize(3);
    assertThat(ids(group, "resourceType eq 'microsoft.storage/storageaccounts'")).hasSize(2);
    assertThat(ids(group, "substringof('plan', name)")).hasSize(1);
    assertThat(admin.get(resources(group) + "&$filter=" + CloudClient.encode("a lt 1")).code())
        .isEqualTo("InvalidFilterInQueryString");
    assertThat(
            admin.get(group + "/providers/Microsoft.Storage/storageAccounts").body().path("value"))
        .hasSize(2);
    assertThat(
            admin
                .get(cloud.subscription() + "/providers/Microsoft.Web/serverfarms")
                .body()
                .path("value"))
        .isNotEmpty();
  }

  private static String resources(String scope) {
    return scope + "/resources?api-version=2024-11-01";
  }

  private Set<String> ids(String scope, String filter) throws IOException {
    Set<String> ids = new HashSet<>();
    JsonNode value =
        admin.get(resources(scope) + "&$filter=" + CloudClient.encode(filter)).body().path("value");
    value.forEach(item -> ids.add(item.path("id").asString()));
    return ids;
  }

  @Test
  void longListsComeInPagesThatCarryTheFilterOn() throws IOException {
    String group = group();
    for (int i = 0; i < 5; i++) {
      admin.put(
          group + STORAGE + "paged" + i, "{\"location\":\"westeurope\",\"tags\":{\"p\":\"y\"}}");
    }
    made(group, "Microsoft.Storage/storageAccounts/paged9", "{}");
    String url = resources(group) + "&$top=2&$filter=" + CloudClient.encode("tagName eq 'p'");

    Set<String> seen = new HashSet<>();
    int pages = 0;
    CloudClient.Answer page = admin.get(url);
    while (true) {
      pages++;
      page.body().path("value").forEach(item -> seen.add(item.path("id").asString()));
      if (!page.body().has("nextLink")) {
        break;
      }
      page = admin.callUrl("GET", page.body().path("nextLink").asString(), null);
    }
    assertThat(seen).hasSize(5);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void tagsAreMergedReplacedAndRemovedByThemselves() throws IOException {
    String id = made(group(), "Microsoft.Storage/storageAccounts/tagged1", "{}");
    String tags = id + "/providers/Microsoft.Resources/tags/default";

    admin.call("PATCH", tags, "{\"operation\":\"Merge\",\"properties\":{\"tags\":{\"x\":\"1\"}}}");
    admin.call("PATCH", tags, "{\"operation\":\"Merge\",\"properties\":{\"tags\":{\"y\":\"2\"}}}");
    assertThat(admin.get(id).body().path("tags").toString()).isEqualTo("{\"x\":\"1\",\"y\":\"2\"}");
    admin.call("PATCH", tags, "{\"operation\":\"Delete\",\"properties\":{\"tags\":{\"x\":\"1\"}}}");
    assertThat(admin.get(tags).body().path("properties").path("tags").toString())
        .isEqualTo("{\"y\":\"2\"}");
    assertThat(admin.put(tags, "{\"properties\":{\"tags\":{\"bad<name\":\"1\"}}}").code())
        .isEqualTo("InvalidTagNameCharacters");
  }

  @Test
  void providersTellApiVersionsOfKnownAndOfUsedTypes() throws IOException {
    made(group(), "Fabrikam.Gears/gears/g1", "{}");

    JsonNode network = admin.get(cloud.subscription() + "/providers/microsoft.network").body();
    assertThat(network.path("namespace").asString()).isEqualTo("Microsoft.Network");
    assertThat(network.toString()).contains("virtualNetworks/subnets", "defaultApiVersion");
    assertThat(admin.get(cloud.subscription() + "/providers/Fabrikam.Gears").body().toString())
        .contains("\"resourceType\":\"gears\"");
    assertThat(admin.get(cloud.subscription() + "/providers/No.Such").code())
        .isEqualTo("InvalidResourceNamespace");
  }

  @Test
  void whatIsNotEmulatedSaysSo() throws IOException {
    String id = made(group(), "Microsoft.Storage/storageAccounts/honest1", "{}");
    CloudClient.Answer answer = admin.post(id + "/listKeys", "");
    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.code()).isEqualTo("NotEmulated");
    assertThat(answer.body().toString()).contains("listKeys");
  }

  @Test
  void machinesAreStoppedAndStarted() throws IOException {
    String vm = made(group(), "Microsoft.Compute/virtualMachines/vm1", "{}");

    assertThat(admin.post(vm + "/deallocate", "").status()).isEqualTo(200);
    assertThat(admin.get(vm + "/instanceView").body().toString())
        .contains("PowerState/deallocated");
    assertThat(admin.post(vm + "/start", "").status()).isEqualTo(200);
    assertThat(admin.get(vm + "/instanceView").body().toString()).contains("PowerState/running");
  }

  @Test
  void whatIsSentAsNullIsNotThere() throws IOException {
    String id = group() + "/providers/Microsoft.Web/serverfarms/p";
    CloudClient.Answer made =
        admin.put(
            id,
            "{\"location\":\"westeurope\",\"tags\":null,"
                + "\"properties\":{\"a\":null,\"list\":[{\"b\":null,\"c\":1}]}}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().has("tags")).isFalse();
    assertThat(made.body().path("properties").has("a")).isFalse();
    assertThat(made.body().path("properties").path("list")).hasToString("[{\"c\":1}]");
  }

  @Test
  void whatAProviderKnowsOfARegionIsRefusedByName() throws IOException {
    String images = "/providers/Microsoft.Compute/locations/westeurope/publishers";
    CloudClient.Answer answer = admin.get(cloud.subscription() + images);
    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.code()).isEqualTo("NotEmulated");
    assertThat(answer.body().toString()).contains("GET", images);
    assertThat(admin.get(cloud.subscription() + images + "/canonical").status()).isEqualTo(501);
    assertThat(admin.get(cloud.subscription() + "/providers/Microsoft.Compute/skus").code())
        .isEqualTo("NotEmulated");
  }
}
