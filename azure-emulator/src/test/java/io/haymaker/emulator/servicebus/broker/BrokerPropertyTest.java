package io.haymaker.emulator.servicebus.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.servicebus.MovableClock;
import io.haymaker.emulator.servicebus.message.Envelope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.qpid.proton.amqp.messaging.Properties;

class BrokerPropertyTest {
  /** What somebody does to the bus. */
  enum Step {
    SEND,
    TAKE,
    COMPLETE,
    ABANDON,
    RELEASE,
    DEFER,
    DEAD_LETTER,
    WAIT,
    SCHEDULE,
    TAKE_DEAD,
    DIE
  }

  private static final TopicAddress TOPIC = new TopicAddress("n", "t");
  private static final SubscriptionAddress SUBSCRIPTION = TOPIC.subscription("s");

  /**
   * Safety: whatever happens, and however often the process dies, each message that was accepted
   * and not completed is in exactly one of the two queues or waits for its time; none is there
   * twice.
   */
  @Property(tries = 40)
  void noMessageIsLostOrDoubled(@ForAll @Size(max = 60) List<Step> steps) throws IOException {
    Path folder = Files.createTempDirectory("bus");
    try {
      play(folder, steps);
    } finally {
      Files.deleteIfExists(folder.resolve("servicebus.log"));
      Files.delete(folder);
    }
  }

  private static void play(Path folder, List<Step> steps) {
    MovableClock clock = new MovableClock(Instant.parse("2026-03-01T10:00:00Z"));
    Broker broker = open(folder, clock);
    broker.putTopic(TOPIC, TopicSettings.standard());
    broker.putSubscription(
        SUBSCRIPTION, new SubscriptionSettings(Duration.ofSeconds(10), 3, Optional.empty(), false));
    TreeSet<String> owed = new TreeSet<>();
    List<Received> held = new ArrayList<>();
    int number = 0;
    for (Step step : steps) {
      switch (step) {
        case SEND -> {
          owed.add("m" + number);
          broker.send(TOPIC, List.of(message("m" + number++)));
        }
        case SCHEDULE -> {
          owed.add("m" + number);
          broker.schedule(TOPIC, List.of(message("m" + number++)));
        }
        case TAKE -> broker.take(SUBSCRIPTION.queue(), ReceiveMode.PEEK_LOCK).ifPresent(held::add);
        case TAKE_DEAD ->
            broker
                .take(SUBSCRIPTION.deadLetterQueue(), ReceiveMode.RECEIVE_AND_DELETE)
                .ifPresent(received -> owed.remove(text(received.message())));
        case COMPLETE -> {
          if (!held.isEmpty()) {
            Received received = held.removeFirst();
            if (settle(broker, received, new Settlement.Complete())) {
              owed.remove(text(received.message()));
            }
          }
        }
        case ABANDON -> settleFirst(broker, held, new Settlement.Abandon(Map.of("k", 1)));
        case RELEASE -> settleFirst(broker, held, new Settlement.Release());
        case DEFER -> settleFirst(broker, held, new Settlement.Defer(Map.of()));
        case DEAD_LETTER -> settleFirst(broker, held, new Settlement.DeadLetter(Map.of()));
        case WAIT -> clock.advance(Duration.ofSeconds(6));
        case DIE -> {
          // Not closed: the process is gone.
          broker = open(folder, clock);
          held.clear();
        }
      }
    }
    assertThat(present(broker)).containsExactlyInAnyOrderElementsOf(owed);
    try (Broker again = open(folder, clock)) {
      assertThat(present(again)).containsExactlyElementsOf(present(broker));
    }
  }

  private static Broker open(Path folder, MovableClock clock) {
    return new Broker(folder, clock);
  }

  private static void settleFirst(Broker broker, List<Received> held, Settlement how) {
    if (!held.isEmpty()) {
      settle(broker, held.removeFirst(), how);
    }
  }

  private static boolean settle(Broker broker, Received received, Settlement how) {
    UUID token = received.lock().orElseThrow().token();
    return broker.settle(SUBSCRIPTION.queue(), token, how);
  }

  private static List<String> present(Broker broker) {
    List<String> texts = new ArrayList<>();
    broker.peek(SUBSCRIPTION.queue(), 0, 250).forEach(message -> texts.add(text(message)));
    broker
        .peek(SUBSCRIPTION.deadLetterQueue(), 0, 250)
        .forEach(message -> texts.add(text(message)));
    return texts;
  }

  private static String text(QueuedMessage message) {
    return message.envelope().text().orElseThrow();
  }

  private static Envelope message(String text) {
    return Envelope.ofData(
        null, Map.of(), new Properties(), Map.of(), text.getBytes(StandardCharsets.UTF_8));
  }
}
