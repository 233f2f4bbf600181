package io.haymaker.emulator.servicebus.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.emulator.servicebus.MovableClock;
import io.haymaker.emulator.servicebus.broker.Settlement.Abandon;
import io.haymaker.emulator.servicebus.broker.Settlement.Complete;
import io.haymaker.emulator.servicebus.broker.Settlement.DeadLetter;
import io.haymaker.emulator.servicebus.broker.Settlement.Defer;
import io.haymaker.emulator.servicebus.broker.Settlement.Release;
import io.haymaker.emulator.servicebus.message.Envelope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final TopicAddress TOPIC = new TopicAddress("hm", "agent-logs");
  private static final SubscriptionAddress SUBSCRIPTION = TOPIC.subscription("orchestrator-sub");
  private static final QueueAddress QUEUE = SUBSCRIPTION.queue();
  private static final QueueAddress DEAD = SUBSCRIPTION.deadLetterQueue();

  @TempDir Path folder;
  private final MovableClock clock = new MovableClock(START);
  private Broker broker;

  @BeforeEach
  void openWithOneSubscription() {
    broker = new Broker(folder, clock);
    broker.putTopic(TOPIC, TopicSettings.standard());
    assertThat(broker.putSubscription(SUBSCRIPTION, settings(2, false))).isTrue();
  }

  @AfterEach
  void close() {
    broker.close();
  }

  @Test
  void aMessageReachesEverySubscriptionThatExistsAndNoneThatIsMadeLater() {
    SubscriptionAddress second = TOPIC.subscription("second");
    SubscriptionAddress late = TOPIC.subscription("late");
    broker.putSubscription(second, SubscriptionSettings.standard());
    send("a");
    broker.putSubscription(late, SubscriptionSettings.standard());

    assertThat(broker.count(QUEUE)).isEqualTo(1);
    assertThat(broker.count(second.queue())).isEqualTo(1);
    assertThat(broker.count(late.queue())).isZero();
  }

  @Test
  void namesAreComparedWithoutCase() {
    assertThat(
            broker.hasSubscription(
                new TopicAddress("HM", "Agent-Logs").subscription("Orchestrator-SUB")))
        .isTrue();
  }

  @Test
  void aLockedMessageIsNotGivenToASecondReceiver() {
    send("a");
    assertThat(take()).isPresent();
    assertThat(take()).isEmpty();
  }

  @Test
  void aCompletedMessageIsGone() {
    send("a");
    assertThat(broker.settle(QUEUE, lock(), new Complete())).isTrue();
    assertThat(broker.count(QUEUE)).isZero();
  }

  @Test
  void anEndedLockMakesTheMessageAvailableAgainAndItsTokenWorthless() {
    send("a");
    UUID first = lock();
    clock.advance(Duration.ofSeconds(30));
    Received again = take().orElseThrow();

    assertThat(again.message().deliveries()).isEqualTo(1);
    assertThat(broker.settle(QUEUE, first, new Complete())).isFalse();
    assertThat(broker.renew(QUEUE, first)).isEmpty();
    assertThat(broker.count(QUEUE)).isEqualTo(1);
  }

  @Test
  void aRenewedLockLastsItsFullDurationFromTheRenewal() {
    send("a");
    UUID token = lock();
    clock.advance(Duration.ofSeconds(29));
    assertThat(broker.renew(QUEUE, token)).contains(START.plusSeconds(59));
    clock.advance(Duration.ofSeconds(29));
    assertThat(broker.settle(QUEUE, token, new Complete())).isTrue();
  }

  @Test
  void aMessageThatWasDeliveredTooOftenIsDeadLetteredWithTheReason() {
    send("a");
    broker.settle(QUEUE, lock(), new Abandon(Map.of("try", 1)));
    broker.settle(QUEUE, lock(), new Abandon(Map.of()));

    assertThat(take()).isEmpty();
    QueuedMessage dead = broker.peek(DEAD, 0, 10).getFirst();
    assertThat(dead.envelope().applicationProperties())
        .containsEntry("DeadLetterReason", "MaxDeliveryCountExceeded")
        .containsEntry("try", 1);
    assertThat(dead.sequence()).isEqualTo(1);
  }

  @Test
  void aReleasedMessageCountsAsNeverDelivered() {
    send("a");
    for (int i = 0; i < 5; i++) {
      broker.settle(QUEUE, lock(), new Release());
    }
    assertThat(take().orElseThrow().message().deliveries()).isZero();
  }

  @Test
  void aDeadLetteredMessageCanBeReceivedAndCompletedThere() {
    send("a");
    broker.settle(QUEUE, lock(), new DeadLetter(Map.of("DeadLetterReason", "bad")));
    Received dead = broker.take(DEAD, ReceiveMode.PEEK_LOCK).orElseThrow();
    assertThat(broker.settle(DEAD, dead.lock().orElseThrow().token(), new Complete())).isTrue();
    assertThat(broker.count(DEAD)).isZero();
  }

  @Test
  void aDeferredMessageIsReceivedByItsNumberOnly() {
    send("a");
    broker.settle(QUEUE, lock(), new Defer(Map.of()));
    assertThat(take()).isEmpty();
    assertThat(broker.takeDeferred(QUEUE, List.of(7L), ReceiveMode.PEEK_LOCK)).isEmpty();
    List<Received> deferred =
        broker.takeDeferred(QUEUE, List.of(1L), ReceiveMode.PEEK_LOCK).orElseThrow();
    assertThat(
            broker.settle(QUEUE, deferred.getFirst().lock().orElseThrow().token(), new Complete()))
        .isTrue();
    assertThat(broker.count(QUEUE)).isZero();
  }

  @Test
  void aMessageWhoseLifeIsOverIsDroppedOrDeadLetteredAsTheSubscriptionSays() {
    SubscriptionAddress keeping = TOPIC.subscription("keeping");
    broker.putSubscription(keeping, settings(10, true));
    broker.send(TOPIC, List.of(message("a", 1000, null)));
    clock.advance(Duration.ofSeconds(1));

    assertThat(take()).isEmpty();
    assertThat(broker.count(QUEUE)).isZero();
    assertThat(broker.take(keeping.queue(), ReceiveMode.PEEK_LOCK)).isEmpty();
    assertThat(
            broker
                .peek(keeping.deadLetterQueue(), 0, 1)
                .getFirst()
                .envelope()
                .applicationProperties())
        .containsEntry("DeadLetterReason", "TTLExpiredException");
  }

  @Test
  void aScheduledMessageAppearsAtItsTimeUnlessItIsCancelled() {
    List<Long> numbers =
        broker
            .schedule(
                TOPIC,
                List.of(
                    message("a", 0, START.plusSeconds(10)), message("b", 0, START.plusSeconds(10))))
            .orElseThrow();
    assertThat(broker.cancelScheduled(TOPIC, List.of(numbers.get(1)))).isTrue();
    assertThat(broker.cancelScheduled(TOPIC, List.of(numbers.get(1)))).isFalse();
    assertThat(take()).isEmpty();
    clock.advance(Duration.ofSeconds(10));
    assertThat(take().orElseThrow().message().envelope().text()).contains("a");
    assertThat(take()).isEmpty();
  }

  @Test
  void aSendAboveTheLimitStoresNothing() {
    String half = "x".repeat(140 * 1024);
    assertThat(broker.send(TOPIC, List.of(message(half, 0, null), message(half, 0, null))))
        .isInstanceOf(SendOutcome.TooLarge.class);
    assertThat(broker.count(QUEUE)).isZero();
  }

  @Test
  void aPeekReturnsAtMost250FromTheNumberOn() {
    for (int i = 0; i < 260; i++) {
      send("m" + i);
    }
    assertThat(broker.peek(QUEUE, 1, 1000)).hasSize(250);
    assertThat(broker.peek(QUEUE, 255, 1000))
        .extracting(QueuedMessage::sequence)
        .first()
        .isEqualTo(255L);
  }

  @Test
  void afterARestartEverythingIsAsBeforeAndNothingIsLocked() {
    send("done");
    broker.settle(QUEUE, lock(), new Complete());
    send("held");
    lock();
    send("waiting");
    send("dead");
    broker.schedule(TOPIC, List.of(message("later", 0, START.plusSeconds(60))));

    // No close: as if the process had been killed.
    try (Broker again = new Broker(folder, clock)) {
      Received held = again.take(QUEUE, ReceiveMode.PEEK_LOCK).orElseThrow();
      assertThat(held.message().envelope().text()).contains("held");
      assertThat(held.message().deliveries()).isEqualTo(1);
      assertThat(again.peek(QUEUE, 0, 10))
          .extracting(QueuedMessage::sequence)
          .containsExactly(2L, 3L, 4L);
      clock.advance(Duration.ofSeconds(60));
      assertThat(again.peek(QUEUE, 5, 10).getFirst().envelope().text()).contains("later");
    }
  }

  @Test
  void aLineCutOffByTheDeathOfTheProcessIsForgotten() throws IOException {
    send("a");
    Files.writeString(
        folder.resolve("servicebus.log"), "{\"record\":\"se", StandardOpenOption.APPEND);
    try (Broker again = new Broker(folder, clock)) {
      assertThat(again.count(QUEUE)).isEqualTo(1);
    }
  }

  @Test
  void aDamagedLineIsReportedWithItsNumber() throws IOException {
    Files.writeString(folder.resolve("servicebus.log"), "no json\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> new Broker(folder, clock))
        .isInstanceOf(CorruptLogException.class)
        .hasMessageContaining("line 3");
  }

  @Test
  void aRemovedTopicTakesItsMessagesWithIt() {
    send("a");
    broker.removeTopic(TOPIC);
    assertThat(broker.send(TOPIC, List.of(message("b", 0, null))))
        .isEqualTo(new SendOutcome.NoSuchTopic());
    broker.putTopic(TOPIC, TopicSettings.standard());
    broker.putSubscription(SUBSCRIPTION, SubscriptionSettings.standard());
    assertThat(broker.count(QUEUE)).isZero();
  }

  private static SubscriptionSettings settings(int maxDeliveries, boolean deadLetterExpired) {
    return new SubscriptionSettings(
        Duration.ofSeconds(30), maxDeliveries, Optional.empty(), deadLetterExpired);
  }

  private void send(String text) {
    assertThat(broker.send(TOPIC, List.of(message(text, 0, null))))
        .isEqualTo(new SendOutcome.Stored());
  }

  private Optional<Received> take() {
    return broker.take(QUEUE, ReceiveMode.PEEK_LOCK);
  }

  private UUID lock() {
    return take().orElseThrow().lock().orElseThrow().token();
  }

  private static Envelope message(
      String text, long ttlMillis, @org.jspecify.annotations.Nullable Instant due) {
    Header header = new Header();
    if (ttlMillis > 0) {
      header.setTtl(UnsignedInteger.valueOf(ttlMillis));
    }
    Map<Symbol, Object> annotations =
        due == null
            ? Map.of()
            : Map.of(Symbol.valueOf("x-opt-scheduled-enqueue-time"), Date.from(due));
    return Envelope.ofData(
        header, annotations, new Properties(), Map.of(), text.getBytes(StandardCharsets.UTF_8));
  }
}
