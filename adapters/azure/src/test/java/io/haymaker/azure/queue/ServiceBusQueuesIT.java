package io.haymaker.azure.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.azure.event.BusTrust;
import io.haymaker.azure.queue.TopicOnEmulator.Held;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.scaler.QueueDepth;
import io.haymaker.core.scaler.WaitingMessage;
import io.haymaker.testkit.scaler.MessageQueuesContract;
import io.haymaker.testkit.scaler.TopicUnderTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class ServiceBusQueuesIT extends MessageQueuesContract {
  @TempDir static Path data;
  private static EmulatedAzure azure;
  private static SSLContext before;
  private TopicOnEmulator topic;

  @BeforeAll
  static void start() throws Exception {
    before = SSLContext.getDefault();
    azure = EmulatedAzure.in(data);
    BusTrust.adopt(azure.emulator().info().caFile());
  }

  @AfterAll
  static void stop() {
    SSLContext.setDefault(before);
    azure.close();
  }

  @BeforeEach
  void open() {
    topic = new TopicOnEmulator(azure, "t-" + UUID.randomUUID());
  }

  @AfterEach
  void close() {
    topic.close();
  }

  @Override
  protected TopicUnderTest topic() {
    return topic;
  }

  @Test
  void aPeekLeavesLocksAndDeliveryCountsAlone() {
    topic.subscription("s");
    topic.send(Optional.of("m"), Optional.of(1));
    for (int i = 0; i < 3; i++) {
      assertThat(peeked()).hasSize(1);
    }
    Held held = topic.first("s");
    assertThat(held.message().getDeliveryCount()).isZero();
    assertThat(peeked()).hasSize(1);
    held.receiver().abandon(held.message());
    assertThat(peeked()).hasSize(1);
    held.receiver().close();

    Held again = topic.first("s");
    assertThat(again.message().getDeliveryCount()).isEqualTo(1);
    again.receiver().complete(again.message());
    again.receiver().close();
    assertThat(peeked()).isEmpty();
  }

  private List<WaitingMessage> peeked() {
    if (topic.queues().peek("s", 0, 10)
        instanceof Look.Found<List<WaitingMessage>>(List<WaitingMessage> messages)) {
      return messages;
    }
    throw new AssertionError("no peek");
  }

  @Test
  void aConnectionThatEndsWithoutAWordIsReplacedWithinTheSamePeek() {
    topic.subscription("s");
    topic.send(Optional.of("m"), Optional.of(1));
    assertThat(peeked()).hasSize(1);
    topic.drop(1);
    assertThat(peeked()).hasSize(1);
  }

  @Test
  void theNamespaceMayBeNamedOrKnownByItsAddress() {
    topic.subscription("s");
    for (Optional<String> namespace :
        List.of(
            Optional.<String>empty(),
            Optional.of("haymaker-bus"),
            Optional.of("haymaker-bus.servicebus.windows.net"))) {
      try (ServiceBusQueues queues = azure.cloud().messageQueues(topic.settings(namespace))) {
        assertThat(queues.subscriptions())
            .isEqualTo(Listing.complete(List.of(new QueueDepth("s", OptionalLong.of(0)))));
      }
    }
    for (String wrong : List.of("other-bus", "localhost:1")) {
      try (ServiceBusQueues queues =
          azure.cloud().messageQueues(topic.settings(Optional.of(wrong)))) {
        assertThat(queues.subscriptions()).isInstanceOf(Listing.CouldNotLook.class);
      }
    }
  }

  @Test
  void manyLookAtOnceOnOneConnection() {
    List<String> names = IntStream.range(0, 12).mapToObj("s%02d"::formatted).toList();
    names.forEach(topic::subscription);
    topic.send(Optional.of("m"), Optional.of(1));
    assertThat(
            names.parallelStream()
                .map(name -> topic.queues().peek(name, 0, 10))
                .filter(
                    look ->
                        look instanceof Look.Found<List<WaitingMessage>>(var m) && m.size() == 1)
                .count())
        .isEqualTo(names.size());
  }
}
