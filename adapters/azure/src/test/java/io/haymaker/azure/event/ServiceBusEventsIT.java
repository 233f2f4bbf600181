package io.haymaker.azure.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.event.AgentEvent;
import io.haymaker.core.event.EventSource.Subscription;
import io.haymaker.core.event.EventType;
import io.haymaker.core.event.Incoming;
import io.haymaker.core.event.Severity;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.RunId;
import io.haymaker.scenario.ScenarioName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class ServiceBusEventsIT {
  private static final RunId RUN = RunId.random();

  @TempDir Path folder;
  private BusBench bus;

  @BeforeEach
  void open() throws IOException {
    bus = new BusBench(folder);
  }

  @AfterEach
  void close() throws IOException {
    bus.close();
  }

  @Test
  void eachEventIsHandedOverAndThenSettled() throws InterruptedException {
    BlockingQueue<Incoming> seen = new LinkedBlockingQueue<>();
    UUID id = UUID.randomUUID();
    try (Subscription _ = bus.events().subscribe(seen::add)) {
      bus.send(body(id, "agent_started"), body(UUID.randomUUID(), "coffee_break"));
      assertThat(next(seen).id()).isEqualTo(id);
      assertThat(next(seen))
          .isInstanceOfSatisfying(
              Incoming.Complete.class,
              complete -> assertThat(complete.event().type()).isEqualTo(EventType.OTHER));
      await(() -> bus.waiting() == 0);
    }
  }

  @Test
  void whatIsNoJsonGoesToTheDeadLettersAndTheRestGoesOn() throws InterruptedException {
    BlockingQueue<Incoming> seen = new LinkedBlockingQueue<>();
    try (Subscription _ = bus.events().subscribe(seen::add)) {
      bus.send("{not json", "{\"message\":\"incomplete\"}", body(UUID.randomUUID(), "operation"));
      assertThat(next(seen)).isInstanceOf(Incoming.Incomplete.class);
      assertThat(next(seen)).isInstanceOf(Incoming.Complete.class);
      await(() -> bus.waiting() == 0);
    }
    assertThat(bus.deadLetters())
        .singleElement()
        .satisfies(
            dead -> {
              assertThat(dead.text()).contains("{not json");
              assertThat(dead.applicationProperties())
                  .containsEntry("DeadLetterReason", "InvalidJson")
                  .containsKey("DeadLetterErrorDescription");
            });
  }

  @Test
  void aMessageWhoseEffectFailedComesAgainAndTheOthersAreNotLost() {
    Set<UUID> done = ConcurrentHashMap.newKeySet();
    AtomicInteger failures = new AtomicInteger();
    UUID difficult = UUID.randomUUID();
    try (Subscription _ =
        bus.events()
            .subscribe(
                incoming -> {
                  if (incoming.id().equals(difficult) && failures.getAndIncrement() < 3) {
                    throw new IllegalStateException("the database is away");
                  }
                  done.add(incoming.id());
                })) {
      bus.send(body(difficult, "operation"), body(UUID.randomUUID(), "operation"));
      await(() -> done.size() == 2 && bus.waiting() == 0);
    }
    assertThat(failures).hasValueGreaterThan(3);
    assertThat(bus.deadLetters()).isEmpty();
  }

  @Test
  void anEventWhoseEffectIsDurableButNotSettledComesAgainAndHasOneEffect()
      throws IOException, InterruptedException {
    Set<UUID> effects = ConcurrentHashMap.newKeySet();
    AtomicInteger deliveries = new AtomicInteger();
    CountDownLatch effected = new CountDownLatch(1);
    CountDownLatch died = new CountDownLatch(1);
    UUID id = UUID.randomUUID();
    try (Subscription _ =
        bus.events()
            .subscribe(
                incoming -> {
                  effects.add(incoming.id());
                  if (deliveries.incrementAndGet() == 1) {
                    // The bus dies between the effect and the settlement.
                    effected.countDown();
                    uninterrupted(died);
                  }
                })) {
      bus.send(body(id, "operation"));
      assertThat(effected.await(20, TimeUnit.SECONDS)).isTrue();
      bus.stop();
      died.countDown();
      bus.startAgain();
      await(() -> deliveries.get() >= 2 && bus.waiting() == 0);
    }
    assertThat(effects).containsExactly(id);
  }

  @Test
  void theBusMayBeGoneForAWhile() throws IOException {
    Set<UUID> seen = ConcurrentHashMap.newKeySet();
    List<UUID> sent = IntStream.range(0, 30).mapToObj(i -> UUID.randomUUID()).toList();
    try (Subscription _ = bus.events().subscribe(event -> seen.add(event.id()))) {
      bus.send(bodies(sent.subList(0, 10)));
      await(() -> seen.size() == 10);
      bus.stop();
      bus.startAgain();
      bus.send(bodies(sent.subList(10, 20)));
      await(() -> seen.size() == 20);
      bus.stop();
      bus.startAgain();
      bus.send(bodies(sent.subList(20, 30)));
      await(() -> seen.size() == 30 && bus.waiting() == 0);
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  void closingWaitsForTheMessageInTheHandlersHands() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Subscription subscription =
        bus.events()
            .subscribe(
                incoming -> {
                  begun.countDown();
                  uninterrupted(mayEnd);
                });
    bus.send(body(UUID.randomUUID(), "operation"));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    Thread closing = Thread.ofVirtual().start(subscription::close);
    assertThat(closing.join(java.time.Duration.ofMillis(200))).isFalse();
    mayEnd.countDown();
    assertThat(closing.join(java.time.Duration.ofSeconds(20))).isTrue();
    assertThat(bus.waiting()).isZero();
  }

  @Test
  void aCheckMessageIsSentReceivedAndSettled() {
    assertThat(bus.events().probe()).isEqualTo(new BusEvidence.Received());
    assertThat(bus.waiting()).isZero();
  }

  @Test
  void aCheckLeavesWaitingEventsAloneAndNobodyTakesItForOne() throws InterruptedException {
    UUID id = UUID.randomUUID();
    bus.send(body(id, "agent_started"));
    assertThat(bus.events().probe()).isEqualTo(new BusEvidence.Waiting(1));
    assertThat(bus.waiting()).isEqualTo(2);
    BlockingQueue<Incoming> seen = new LinkedBlockingQueue<>();
    try (Subscription _ = bus.events().subscribe(seen::add)) {
      assertThat(next(seen).id()).isEqualTo(id);
      await(() -> bus.waiting() == 0);
      assertThat(bus.events().probe())
          .isInstanceOfAny(BusEvidence.Received.class, BusEvidence.TakenByReader.class);
      await(() -> bus.waiting() == 0);
    }
    assertThat(seen).isEmpty();
    assertThat(bus.deadLetters()).isEmpty();
  }

  @Test
  void aBusThatIsGoneTakesNoCheckMessage() throws IOException {
    ServiceBusEvents events = bus.events();
    bus.stop();
    try {
      assertThat(events.probe()).isInstanceOf(BusEvidence.NotSent.class);
    } finally {
      bus.startAgain();
    }
  }

  @Test
  void eventsArePublishedInBatchesOfAtMostTheGivenSize() {
    List<AgentEvent> events = IntStream.range(0, 250).mapToObj(i -> event()).toList();
    try (EventPublisher publisher = bus.events().publisher()) {
      assertThat(publisher.publish(events)).isEqualTo(Outcome.done(3));
      assertThat(publisher.publish(List.of())).isEqualTo(Outcome.done(0));
    }
    assertThat(bus.waiting()).isEqualTo(250);
  }

  private static AgentEvent event() {
    return new AgentEvent(
        UUID.randomUUID(),
        EventType.OPERATION,
        "operation",
        RUN,
        new ScenarioName("net-01"),
        Optional.empty(),
        Instant.parse("2026-03-01T10:00:00Z"),
        Optional.empty(),
        0,
        Optional.empty(),
        "m",
        Severity.INFO,
        Map.of());
  }

  private static String[] bodies(List<UUID> ids) {
    return ids.stream().map(id -> body(id, "operation")).toArray(String[]::new);
  }

  private static String body(UUID id, String type) {
    return "{\"event_id\":\"%s\",\"event_type\":\"%s\",\"run_id\":\"%s\",\"scenario_name\":\"net-01\"}"
        .formatted(id, type, RUN);
  }

  private static Incoming next(BlockingQueue<Incoming> seen) throws InterruptedException {
    Incoming incoming = seen.poll(20, TimeUnit.SECONDS);
    assertThat(incoming).isNotNull();
    return java.util.Objects.requireNonNull(incoming);
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      try {
        assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted", e);
      }
    }
  }
}
