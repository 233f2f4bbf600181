package io.haymaker.azure.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.wire.ScriptedHttp;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.scaler.QueueDepth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SubscriptionListTest {
  private final ScriptedHttp http = new ScriptedHttp();
  private final SubscriptionList names =
      new SubscriptionList(
          http.rest(),
          QueueSettings.of(
              new SecretValue(
                  "Endpoint=sb://bus.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=b"),
              "jobs",
              Optional.empty(),
              "sub",
              "group"));

  @Test
  void everyPageIsReadAndAFailedOneIsNoShorterList() {
    http.answer(200, "{\"value\":[{\"name\":\"z\"}],\"nextLink\":\"https://cloud.test/2\"}")
        .answer(
            200,
            "{\"value\":[{\"name\":\"a\",\"properties\":{\"countDetails\":{\"activeMessageCount\":7}}}]}");
    assertThat(names.all())
        .isEqualTo(
            Listing.complete(
                List.of(
                    new QueueDepth("a", OptionalLong.of(7)),
                    new QueueDepth("z", OptionalLong.empty()))));
    assertThat(http.requests().getFirst())
        .contains(
            "/subscriptions/sub/resourceGroups/group/providers/Microsoft.ServiceBus/namespaces/bus/topics/jobs/subscriptions?api-version=");

    http.answer(200, "{\"value\":[{\"name\":\"z\"}],\"nextLink\":\"https://cloud.test/2\"}").lose();
    assertThat(names.all()).isInstanceOf(Listing.CouldNotLook.class);
  }

  @Test
  void aNamespaceOrTopicThatIsNotThereIsNotATopicWithoutSubscriptions() {
    http.answer(404, "{\"error\":{\"code\":\"ParentResourceNotFound\",\"message\":\"no\"}}");
    assertThat(names.all()).isInstanceOf(Listing.CouldNotLook.class);
  }
}
