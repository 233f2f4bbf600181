package io.haymaker.azure.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.resource.ResourceId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RestTest {

  private final ScriptedHttp http = new ScriptedHttp();
  private final Rest rest = http.rest();

  @Test
  void everyPageIsRead() {
    http.answer(200, "{\"value\":[1,2],\"nextLink\":\"https://cloud.test/next\"}")
        .answer(200, "{\"value\":[3]}");

    assertThat(items(rest.pages("/first", "nextLink"))).isEqualTo("[1, 2, 3]");
  }

  @Test
  void aFailedPageIsNoShorterList() {
    http.answer(200, "{\"value\":[1],\"nextLink\":\"https://cloud.test/next\"}").answer(500, "");
    assertThat(rest.pages("/first", "nextLink")).isInstanceOf(Listing.CouldNotLook.class);

    http.answer(200, "{\"value\":[1],\"nextLink\":\"https://cloud.test/next\"}").lose();
    assertThat(rest.pages("/first", "nextLink")).isInstanceOf(Listing.CouldNotLook.class);

    http.answer(200, "<html>");
    assertThat(rest.pages("/first", "nextLink")).isInstanceOf(Listing.CouldNotLook.class);

    http.answer(200, "{\"value\":[],\"nextLink\":\"https://elsewhere.test/next\"}");
    assertThat(rest.pages("/first", "nextLink")).isInstanceOf(Listing.CouldNotLook.class);
  }

  @Test
  void theVersionOfATypeIsAskedForOnce() {
    http.answer(
        200,
        """
        {"resourceTypes":[
          {"resourceType":"virtualNetworks","apiVersions":["2025-01-01-preview","2024-07-01"]},
          {"resourceType":"natGateways","defaultApiVersion":"2024-01-01","apiVersions":["2025-01-01"]}]}
        """);
    var versions = new ApiVersions(rest);
    ResourceId subnet =
        ResourceId.of(
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n");

    assertThat(versions.of(subnet)).isEqualTo(Look.found("2024-07-01"));
    assertThat(versions.of(subnet)).isEqualTo(Look.found("2024-07-01"));
    assertThat(http.requests()).hasSize(1);
    assertThat(versions.of(ResourceId.group("s", "g"))).isInstanceOf(Look.Found.class);
    http.answer(500, "");
    assertThat(versions.of(ResourceId.of("/subscriptions/s/providers/A.B/c/d")))
        .isInstanceOf(Look.CouldNotLook.class);
  }

  @Test
  void pathsAndQueriesAreEncoded() {
    assertThat(Urls.path("/a b/ü(x)?#%")).isEqualTo("/a%20b/%c3%bc(x)%3f%23%25");
    assertThat(Urls.query("$filter", "a eq 'b+c'", "x", "1&2"))
        .isEqualTo("?$filter=a%20eq%20%27b%2Bc%27&x=1%262");
    assertThat(Urls.quoted("o'neil")).isEqualTo("'o''neil'");
  }

  private static String items(Listing<JsonNode> listing) {
    return String.valueOf(((Listing.Complete<JsonNode>) listing).items());
  }
}
