package io.haymaker.testkit.scaler;

import io.haymaker.core.event.Journal;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.ClaimStore.Ended;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.Scaler;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerPass;
import io.haymaker.core.scaler.ScalerRules;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.core.scaler.SizingRule;
import io.haymaker.core.scaler.WaitingMessage;
import io.haymaker.testkit.plane.SteppedPorts;
import io.haymaker.testkit.plane.Steps;
import io.haymaker.testkit.runtime.FakeRuntime;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** A topic, a runtime and a database in memory, and a scaler of the specification's defaults. */
final class ScalerScene {
  static final ScalerName NAME = new ScalerName("main");

  final MovableClock clock;
  final ScalerBooks store;
  final FakeRuntime runtime;
  final FakeQueues queues;
  int capacity = 200;
  Duration firstWait = Duration.ofSeconds(30);
  int width = 1;
  boolean confirm = true;
  int page = 50;
  Scaler.Orphans orphans = new Scaler.Orphans(true, 2, Duration.ofSeconds(5));
  SizingRule sizing = new SizingRule.Linear(2, 8, 0.5, 240);

  ScalerScene(ScalerBooks store) {
    clock = new MovableClock(Instant.parse("2026-05-01T08:00:00Z"));
    this.store = store;
    runtime = new FakeRuntime(store.installation().id(), clock);
    queues = new FakeQueues(clock);
  }

  /** The same world with another database. */
  ScalerScene(ScalerScene other, ScalerBooks store) {
    this.clock = other.clock;
    this.store = store;
    this.runtime = other.runtime;
    this.queues = other.queues;
    this.capacity = other.capacity;
  }

  /** A scaler of so much room, one request at a time. */
  static ScalerScene of(int capacity) {
    var scene = new ScalerScene(ScalerBooks.inMemory());
    scene.capacity = capacity;
    return scene;
  }

  ScalerWorld world() {
    var scaler =
        new Scaler(
            NAME,
            "aci",
            "registry.example/worker:1",
            new ScalerRules(
                new Backoff(3, firstWait, Duration.ofMinutes(5)), sizing, runtime.capabilities()),
            capacity,
            width,
            page,
            Set.of("skipped"),
            confirm,
            orphans,
            Map.of("MODE", "fast", "HAYMAKER_MESSAGE_ID", "settings take no message away"),
            Optional.of("VALIDATION_REQ_SUB"));
    return new ScalerWorld(
        scaler,
        store.installation().id(),
        queues,
        runtime,
        store.claims(),
        store.journal(),
        store.transactions(),
        new Retrier(clock, clock::advance, new Random(1)),
        clock);
  }

  PassReport pass() {
    return new ScalerPass(world()).run();
  }

  /** A pass whose every call and commit passes a gate. */
  PassReport pass(Steps gate) {
    return new ScalerPass(new SteppedPorts(gate).world(world())).run();
  }

  /** A pass after that time. */
  PassReport passAfter(Duration time) {
    clock.advance(time);
    return pass();
  }

  PassReport passAfterAMinute() {
    return passAfter(Duration.ofMinutes(1));
  }

  /** The ids of the messages that got a container in a pass, in order. */
  static List<String> startedBy(PassReport report) {
    return report.started().stream().map(claim -> claim.key().messageId()).toList();
  }

  WaitingMessage send(String subscription, String id) {
    return queues.send(subscription, id, "1");
  }

  /** Containers that have not ended, by the ids of their messages. */
  List<String> liveIds() {
    return runtime.present().stream()
        .filter(view -> !view.state().isTerminal())
        .map(ScalerScene::id)
        .sorted()
        .toList();
  }

  static String id(ContainerView view) {
    return OwnerTags.value(view.labels(), "message_id").orElse("");
  }

  static String key(ContainerView view) {
    return OwnerTags.value(view.labels(), "subscription_name").orElse("") + "/" + id(view);
  }

  /** The newest container that was made for a message. */
  ContainerName container(String id) {
    return runtime.launched().reversed().stream()
        .filter(spec -> id.equals(spec.labels().get("message_id")))
        .map(LaunchSpec::name)
        .findFirst()
        .orElseThrow();
  }

  void end(String id, ContainerState state) {
    runtime.end(container(id), state);
  }

  /** Its container does its work, settles it, and ends well. */
  void finish(WaitingMessage message) {
    queues.settle(message);
    end(message.messageId().orElseThrow(), new ContainerState.Succeeded());
  }

  /** A container of an older scaler, which knew fewer tags. */
  void plantOlder(String name, Map<String, String> tags) {
    var all = new HashMap<>(tags);
    all.put(OwnerTags.INSTALLATION, store.installation().id().value());
    all.put("managed_by", "aci");
    runtime.plant(new ContainerName(name), all);
  }

  List<Ended> ended() {
    return store.claims().ended(NAME, 10_000);
  }

  Ended endedOf(String id) {
    return ended().stream()
        .filter(one -> one.claim().key().messageId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  List<Claim> live() {
    return store.claims().live(NAME);
  }

  /** What the journal tells of that type: the texts, in order. */
  List<String> journal(String type) {
    return entries(type).map(JournalEntry::message).toList();
  }

  /** How grave the journal takes what it tells of that type, in order. */
  List<Severity> severities(String type) {
    return entries(type).map(JournalEntry::severity).toList();
  }

  private Stream<JournalEntry> entries(String type) {
    return store.journal().ofNoRun(0, 100_000).stream()
        .map(Journal.Numbered::entry)
        .filter(entry -> entry.type().equals(type));
  }
}
