package io.haymaker.emulator.servicebus.amqp;

import static io.haymaker.emulator.servicebus.amqp.BusFixture.SUBSCRIPTION;
import static io.haymaker.emulator.servicebus.amqp.BusFixture.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.IterableStream;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusMessageBatch;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import com.azure.messaging.servicebus.models.SubQueue;
import io.haymaker.emulator.servicebus.message.Envelope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The official Java client against the AMQP front. */
@Timeout(60)
class JavaClientIT {
  @TempDir Path folder;
  private BusFixture bus;

  @BeforeEach
  void open() throws IOException {
    bus = new BusFixture(folder);
  }

  @AfterEach
  void close() throws IOException {
    bus.close();
  }

  @Test
  void aMessageArrivesWithEverythingThatWasSent() {
    OffsetDateTime when = OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC);
    UUID uuid = UUID.randomUUID();
    ServiceBusMessage message = new ServiceBusMessage("{\"x\":1}").setMessageId("id-1");
    message.setContentType("application/json").setCorrelationId("c").setSubject("s");
    message.getApplicationProperties().put("int", 5);
    message.getApplicationProperties().put("long", 5L);
    message.getApplicationProperties().put("text", "t");
    message.getApplicationProperties().put("flag", true);
    message.getApplicationProperties().put("double", 1.5);
    message.getApplicationProperties().put("uuid", uuid);
    message.getApplicationProperties().put("date", Date.from(when.toInstant()));
    message.getApplicationProperties().put("byte", (byte) 3);
    message.getApplicationProperties().put("char", 'c');
    send(message);

    try (ServiceBusReceiverClient receiver = bus.receiver()) {
      ServiceBusReceivedMessage received = one(receiver);
      assertThat(received.getBody().toString()).isEqualTo("{\"x\":1}");
      assertThat(received.getMessageId()).isEqualTo("id-1");
      assertThat(received.getContentType()).isEqualTo("application/json");
      assertThat(received.getCorrelationId()).isEqualTo("c");
      assertThat(received.getSubject()).isEqualTo("s");
      assertThat(received.getSequenceNumber()).isEqualTo(1);
      assertThat(received.getDeliveryCount()).isZero();
      assertThat(received.getLockToken()).isNotNull();
      assertThat(
              received
                  .getLockedUntil()
                  .toInstant()
                  .truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
          .isEqualTo(
              bus.clock
                  .instant()
                  .plusSeconds(30)
                  .truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
      assertThat(received.getApplicationProperties())
          .containsEntry("int", 5)
          .containsEntry("long", 5L)
          .containsEntry("text", "t")
          .containsEntry("flag", true)
          .containsEntry("double", 1.5)
          .containsEntry("uuid", uuid)
          .containsEntry("date", Date.from(when.toInstant()))
          .containsEntry("byte", (byte) 3)
          .containsEntry("char", 'c');
      receiver.complete(received);
    }
    assertThat(bus.broker().count(BusFixture.ADDRESS.queue())).isZero();
  }

  @Test
  void aBatchArrivesAsItsMessages() {
    try (ServiceBusSenderClient sender = bus.sender()) {
      ServiceBusMessageBatch batch = sender.createMessageBatch();
      for (int i = 0; i < 5; i++) {
        assertThat(batch.tryAddMessage(new ServiceBusMessage("m" + i))).isTrue();
      }
      sender.sendMessages(batch);
    }
    assertThat(texts()).containsExactly("m0", "m1", "m2", "m3", "m4");
  }

  @Test
  void anAbandonedMessageComesAgainAtOnceWithItsDeliveryCount() {
    send(new ServiceBusMessage("a"));
    try (ServiceBusReceiverClient receiver = bus.receiver()) {
      receiver.abandon(one(receiver));
      ServiceBusReceivedMessage again = one(receiver);
      assertThat(again.getDeliveryCount()).isEqualTo(1);
      receiver.complete(again);
    }
  }

  @Test
  void aDeadLetteredMessageIsInTheDeadLetterQueueWithReasonAndDescription() {
    send(new ServiceBusMessage("bad"));
    try (ServiceBusReceiverClient receiver = bus.receiver()) {
      receiver.deadLetter(
          one(receiver),
          new DeadLetterOptions().setDeadLetterReason("r").setDeadLetterErrorDescription("d"));
    }
    try (ServiceBusReceiverClient dead =
        bus.receiver(SubQueue.DEAD_LETTER_QUEUE, ServiceBusReceiveMode.PEEK_LOCK)) {
      ServiceBusReceivedMessage message = one(dead);
      assertThat(message.getDeadLetterReason()).isEqualTo("r");
      assertThat(message.getDeadLetterErrorDescription()).isEqualTo("d");
      dead.complete(message);
    }
    assertThat(bus.broker().count(BusFixture.ADDRESS.deadLetterQueue())).isZero();
  }

  @Test
  void aDeferredMessageIsReceivedByItsNumber() {
    send(new ServiceBusMessage("later"));
    try (ServiceBusReceiverClient receiver = bus.receiver()) {
      ServiceBusReceivedMessage message = one(receiver);
      receiver.defer(message);
      ServiceBusReceivedMessage deferred =
          receiver.receiveDeferredMessage(message.getSequenceNumber());
      assertThat(deferred.getBody().toString()).isEqualTo("later");
      receiver.complete(deferred);
    }
    assertThat(bus.broker().count(BusFixture.ADDRESS.queue())).isZero();
  }

  @Test
  void aReceivedAndDeletedMessageIsGone() {
    send(new ServiceBusMessage("a"));
    try (ServiceBusReceiverClient receiver =
        bus.receiver(SubQueue.NONE, ServiceBusReceiveMode.RECEIVE_AND_DELETE)) {
      assertThat(one(receiver).getBody().toString()).isEqualTo("a");
    }
    assertThat(bus.broker().count(BusFixture.ADDRESS.queue())).isZero();
  }

  @Test
  void afterTheLockHasEndedSettlingFailsAndTheMessageComesAgain() {
    send(new ServiceBusMessage("a"));
    try (ServiceBusReceiverClient receiver = bus.receiver()) {
      ServiceBusReceivedMessage first = one(receiver);
      bus.clock.advance(Duration.ofSeconds(31));
      assertThatThrownBy(() -> receiver.complete(first))
          .isInstanceOfSatisfying(
              ServiceBusException.class,
              e -> assertThat(e.getReason()).isEqualTo(ServiceBusFailureReason.MESSAGE_LOCK_LOST));
      receiver.complete(one(receiver));
    }
    assertThat(bus.broker().count(BusFixture.ADDRESS.queue())).isZero();
  }

  @Test
  void aRenewedLockHoldsLonger() {
    send(new ServiceBusMessage("a"));
    try (ServiceBusReceiverClient receiver = bus.receiver()) {
      ServiceBusReceivedMessage message = one(receiver);
      bus.clock.advance(Duration.ofSeconds(20));
      assertThat(receiver.renewMessageLock(message).toInstant())
          .isAfter(bus.clock.instant().plusSeconds(28));
      bus.clock.advance(Duration.ofSeconds(20));
      receiver.complete(message);
    }
    assertThat(bus.broker().count(BusFixture.ADDRESS.queue())).isZero();
  }

  @Test
  void peekingShowsMessagesFromANumberOnWithoutTakingThem() {
    for (int i = 0; i < 4; i++) {
      send(new ServiceBusMessage("m" + i));
    }
    try (ServiceBusReceiverClient receiver = bus.receiver()) {
      assertThat(receiver.peekMessages(10, 3))
          .extracting(m -> m.getBody().toString())
          .containsExactly("m2", "m3");
      assertThat(receiver.peekMessages(10, 5)).isEmpty();
    }
    assertThat(bus.broker().count(BusFixture.ADDRESS.queue())).isEqualTo(4);
  }

  @Test
  void aScheduledMessageAppearsAtItsTimeAndACancelledOneNever() {
    OffsetDateTime due = bus.clock.instant().plusSeconds(60).atOffset(ZoneOffset.UTC);
    try (ServiceBusSenderClient sender = bus.sender()) {
      sender.scheduleMessage(new ServiceBusMessage("on time"), due);
      long never = sender.scheduleMessage(new ServiceBusMessage("never"), due);
      sender.cancelScheduledMessage(never);
    }
    assertThat(texts()).isEmpty();
    bus.clock.advance(Duration.ofSeconds(61));
    assertThat(texts()).containsExactly("on time");
  }

  @Test
  void aProcessorGetsEachMessageOnce() throws InterruptedException {
    int count = 50;
    Set<String> seen = new ConcurrentSkipListSet<>();
    CountDownLatch done = new CountDownLatch(count);
    try (ServiceBusSenderClient sender = bus.sender()) {
      sender.sendMessages(
          IntStream.range(0, count).mapToObj(i -> new ServiceBusMessage("m" + i)).toList());
    }
    ServiceBusProcessorClient processor =
        bus.client()
            .processor()
            .topicName(TOPIC)
            .subscriptionName(SUBSCRIPTION)
            .maxConcurrentCalls(4)
            .processMessage(
                context -> {
                  seen.add(context.getMessage().getBody().toString());
                  done.countDown();
                })
            .processError(error -> {})
            .buildProcessorClient();
    processor.start();
    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    processor.close();
    assertThat(seen).hasSize(count);
  }

  @Test
  void aClientOutlivesTheDeathOfTheBusAndNoMessageIsLost() throws IOException {
    try (ServiceBusSenderClient sender = bus.sender();
        ServiceBusReceiverClient receiver = bus.receiver()) {
      sender.sendMessage(new ServiceBusMessage("before"));
      one(receiver); // locked when the bus dies
      bus.restart();
      sender.sendMessage(new ServiceBusMessage("after"));
      receiver.complete(expect(receiver, "before"));
      receiver.complete(expect(receiver, "after"));
    }
    assertThat(bus.broker().count(BusFixture.ADDRESS.queue())).isZero();
  }

  @Test
  void anUnknownEntityIsNotFound() {
    try (ServiceBusSenderClient sender = bus.client().sender().topicName("nowhere").buildClient()) {
      assertThatThrownBy(() -> sender.sendMessage(new ServiceBusMessage("a")))
          .isInstanceOfSatisfying(
              ServiceBusException.class,
              e ->
                  assertThat(e.getReason())
                      .isEqualTo(ServiceBusFailureReason.MESSAGING_ENTITY_NOT_FOUND));
    }
  }

  @Test
  void aWrongKeyIsRefused() {
    try (ServiceBusSenderClient sender =
        bus.client("all", "d3Jvbmc=").sender().topicName(TOPIC).buildClient()) {
      assertThatThrownBy(() -> sender.sendMessage(new ServiceBusMessage("a")))
          .isInstanceOfSatisfying(
              ServiceBusException.class,
              e -> assertThat(e.getReason()).isEqualTo(ServiceBusFailureReason.UNAUTHORIZED));
    }
    assertThat(bus.broker().count(BusFixture.ADDRESS.queue())).isZero();
  }

  @Test
  void aRuleThatMaySendOnlyCannotReceive() {
    try (ServiceBusReceiverClient receiver =
        bus.client("send-only", "a2V5")
            .receiver()
            .topicName(TOPIC)
            .subscriptionName(SUBSCRIPTION)
            .buildClient()) {
      assertThatThrownBy(() -> receiver.peekMessage())
          .isInstanceOfSatisfying(
              ServiceBusException.class,
              e -> assertThat(e.getReason()).isEqualTo(ServiceBusFailureReason.UNAUTHORIZED));
    }
  }

  @Test
  void aMessageAboveTheLimitIsRefusedByTheClientItself() {
    try (ServiceBusSenderClient sender = bus.sender()) {
      assertThatThrownBy(() -> sender.sendMessage(new ServiceBusMessage(new byte[257 * 1024])))
          .isInstanceOfSatisfying(
              ServiceBusException.class,
              e ->
                  assertThat(e.getReason())
                      .isEqualTo(ServiceBusFailureReason.MESSAGE_SIZE_EXCEEDED));
    }
  }

  private void send(ServiceBusMessage message) {
    try (ServiceBusSenderClient sender = bus.sender()) {
      sender.sendMessage(message);
    }
  }

  private List<String> texts() {
    return bus.broker().peek(BusFixture.ADDRESS.queue(), 0, 100).stream()
        .map(message -> message.envelope())
        .map(Envelope::text)
        .map(text -> text.orElse("?"))
        .toList();
  }

  private static ServiceBusReceivedMessage one(ServiceBusReceiverClient receiver) {
    IterableStream<ServiceBusReceivedMessage> messages =
        receiver.receiveMessages(1, Duration.ofSeconds(10));
    return messages.stream().findFirst().orElseThrow();
  }

  private static ServiceBusReceivedMessage expect(ServiceBusReceiverClient receiver, String text) {
    ServiceBusReceivedMessage message = one(receiver);
    assertThat(message.getBody().toString()).isEqualTo(text);
    return message;
  }
}
