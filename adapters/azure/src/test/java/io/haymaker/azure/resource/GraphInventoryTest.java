package io.haymaker.azure.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.resourcegraph.ResourceGraphManager;
import io.haymaker.azure.wire.ScriptedHttp;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphInventoryTest {

  private static final String NOTHING =
      "{\"totalRecords\":0,\"count\":0,\"resultTruncated\":\"false\",\"data\":[]}";

  private final ScriptedHttp http = new ScriptedHttp();
  private final GraphInventory inventory =
      new GraphInventory(
          ResourceGraphManager.authenticate(
                  http.pipeline(), new AzureProfile("t", "s", AzureEnvironment.AZURE))
              .resourceProviders(),
          List.of("s", "s2"));

  @Test
  void everyPageIsRead() {
    http.answer(200, NOTHING)
        .answer(200, page("/subscriptions/s/providers/A.B/c/1", "false", "more"))
        .answer(200, page("/subscriptions/s/providers/A.B/c/2", "false", ""));

    Listing<Resource> all = look();

    assertThat(all).isInstanceOf(Listing.Complete.class);
    assertThat(((Listing.Complete<Resource>) all).items()).hasSize(2);
    assertThat(http.requests()).hasSize(3);
  }

  @Test
  void aPageThatFailsOrCannotBeReadIsNoEnd() {
    http.answer(200, NOTHING)
        .answer(200, page("/subscriptions/s/providers/A.B/c/1", "false", "more"))
        .answer(500, "");
    assertThat(look()).isInstanceOf(Listing.CouldNotLook.class);

    http.answer(200, NOTHING).lose();
    assertThat(look()).isInstanceOf(Listing.CouldNotLook.class);

    http.answer(200, NOTHING).answer(200, page("/subscriptions/s/providers/A.B/c/1", "true", ""));
    assertThat(look()).isInstanceOf(Listing.CouldNotLook.class);

    http.answer(200, NOTHING)
        .answer(
            200,
            "{\"totalRecords\":1,\"count\":1,\"resultTruncated\":\"false\",\"data\":[{\"x\":1}]}");
    assertThat(look()).isInstanceOf(Listing.CouldNotLook.class);
  }

  private Listing<Resource> look() {
    return inventory.ofRun(new InstallationId("ours-1234"), RunId.random());
  }

  private static String page(String id, String truncated, String skipToken) {
    return """
    {"totalRecords":2,"count":1,"resultTruncated":"%s","data":[{"id":"%s","tags":null}]%s}
    """
        .formatted(
            truncated, id, skipToken.isEmpty() ? "" : ",\"$skipToken\":\"" + skipToken + "\"");
  }
}
