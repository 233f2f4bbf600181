package io.haymaker.testkit.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.event.Journal;
import io.haymaker.core.replica.AutoscaleSettings;
import io.haymaker.core.replica.ContainerService;
import io.haymaker.core.replica.DesiredImage;
import io.haymaker.core.replica.LimitTexts;
import io.haymaker.core.replica.Load;
import io.haymaker.core.replica.MoreRequest;
import io.haymaker.core.replica.PortText;
import io.haymaker.core.replica.ReplicaBooks;
import io.haymaker.core.replica.ReplicaSettings;
import io.haymaker.core.replica.ReplicaWorld;
import io.haymaker.core.replica.Replicas;
import io.haymaker.core.replica.Reply;
import io.haymaker.core.replica.StartRequest;
import io.haymaker.testkit.engine.FakeEngine;
import io.haymaker.testkit.engine.Program;
import io.haymaker.testkit.plane.SteppedPorts;
import io.haymaker.testkit.plane.Steps;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** An engine, a database, and processes that come and go on them. */
final class ReplicaBench {
  static final String IMAGE = "acme/web:1";

  final MovableClock clock = new MovableClock(Instant.parse("2026-05-01T00:00:00Z"));
  final FakeEngine engine = new FakeEngine(clock);
  final InMemoryStore store = new InMemoryStore();

  /** How busy each image is said to have been. */
  private final Map<String, List<Load>> loads = new HashMap<>();

  Replicas replicas = process(Steps.FREE);
  private Instant woken = Instant.MAX;

  ReplicaBench() {
    engine.machine().has(IMAGE, Program.runs());
  }

  /** A new process on the same engine and database; one thing at a time. */
  Replicas process(Steps steps) {
    var settings =
        new ReplicaSettings(
            Duration.ofSeconds(2), Duration.ofSeconds(10), 1, AutoscaleSettings.DEFAULT);
    var ports = new SteppedPorts(steps);
    var books =
        new ReplicaBooks(
            store.transactions(),
            store.replicas(),
            after -> loadsAfter(after),
            store.journal(),
            (_, at) -> woken = at.isBefore(woken) ? at : woken);
    var world =
        new ReplicaWorld(store.installation().id(), engine, settings, clock, clock::advance);
    return new Replicas(ports.books(books), ports.world(world), Runnable::run);
  }

  /** Its containers are said to be so busy now. */
  void busy(double cpu, double memory) {
    loads
        .computeIfAbsent(IMAGE, _ -> new ArrayList<>())
        .add(new Load(clock.instant(), cpu, memory));
  }

  private Map<String, List<Load>> loadsAfter(Instant after) {
    var recent = new HashMap<String, List<Load>>();
    loads.forEach(
        (image, all) ->
            recent.put(image, all.stream().filter(load -> load.at().isAfter(after)).toList()));
    return recent;
  }

  /** When the reconciler was last asked to look, taken away. */
  Instant takeWoken() {
    Instant last = woken;
    woken = Instant.MAX;
    return last;
  }

  ContainerService service() {
    return replicas.service();
  }

  /** Looks whenever it is due, for so long. */
  void runFor(Duration time) {
    Instant end = clock.instant().plus(time);
    Instant next = clock.instant();
    while (!next.isAfter(end)) {
      if (next.isAfter(clock.instant())) {
        clock.set(next);
      }
      woken = Instant.MAX;
      Instant due = replicas.reconciler().look();
      assertThat(due).as("next look").isAfter(clock.instant().minusMillis(1));
      next = due.isBefore(woken) ? due : woken;
      if (!next.isAfter(clock.instant())) {
        next = clock.instant().plusMillis(100);
      }
    }
    clock.set(end);
    engine.machine().settle();
  }

  static StartRequest start(int count) {
    return new StartRequest(
        IMAGE,
        OptionalInt.of(count),
        OptionalInt.empty(),
        OptionalInt.empty(),
        LimitTexts.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static StartRequest startOn(int count, String container, String host) {
    return new StartRequest(
        IMAGE,
        OptionalInt.of(count),
        OptionalInt.empty(),
        OptionalInt.empty(),
        LimitTexts.NONE,
        Optional.empty(),
        Optional.of(List.of(new PortText("ports", container, host))),
        Optional.empty());
  }

  static MoreRequest more(int count) {
    return new MoreRequest(
        IMAGE,
        OptionalInt.of(count),
        LimitTexts.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** What somebody is told, in a word or two. */
  static <T> String code(Reply<T> reply) {
    return switch (reply) {
      case Reply.Done<T> done -> "done: " + done;
      case Reply.Invalid<T> invalid -> "invalid " + invalid.field();
      case Reply.Absent<T> absent -> "absent " + absent.problem().code();
      case Reply.Conflict<T> conflict -> "conflict " + conflict.problem().code();
      case Reply.Away<T> away -> "away " + away.problem().code();
    };
  }

  static <T> T done(Reply<T> reply) {
    assertThat(reply).isInstanceOf(Reply.Done.class);
    return ((Reply.Done<T>) reply).value();
  }

  List<Instance> running() {
    return present().stream().filter(Instance::isRunning).toList();
  }

  List<Instance> present() {
    return engine.machine().present().stream().filter(one -> one.image().equals(IMAGE)).toList();
  }

  int wanted() {
    return store.replicas().image(IMAGE).map(DesiredImage::count).orElse(0);
  }

  List<String> journal() {
    return store.journal().ofNoRun(0, 10_000).stream()
        .map(Journal.Numbered::entry)
        .map(entry -> entry.type() + ": " + entry.message())
        .toList();
  }
}
