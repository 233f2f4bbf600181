package io.haymaker.testkit.engine;

import io.haymaker.core.engine.EngineEvent;
import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.runtime.PortRequest;
import io.haymaker.testkit.engine.FakeInstance.Owner;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * The machine below a {@link FakeEngine}, and everybody else who does something to it: the script
 * of a test. What time has brought shows at the next call, events included, at the time at which it
 * came; {@link #settle} does nothing else. Safe for many threads.
 */
public final class FakeMachine {
  private static final int EXIT_OF_THE_KILLED = 137;

  private final Clock clock;
  private final FakePorts ports = new FakePorts();
  private final Map<String, Program> images = new HashMap<>();
  private final Map<String, Program> registry = new HashMap<>();
  private final List<FakeInstance> instances = new ArrayList<>();
  private final List<InstanceSpec> launched = new ArrayList<>();
  private final FakeEvents events = new FakeEvents();
  private final Queue<Runnable> listings = new ArrayDeque<>();
  private HostFacts host =
      new HostFacts(
          "fake-host", 4, 8L << 30, Optional.of(new HostFacts.Disk(100L << 30, 60L << 30)), 0);
  private boolean away;
  private int made;

  FakeMachine(Clock clock) {
    this.clock = clock;
  }

  /** The engine has this image, and its containers do this from their next start on. */
  public synchronized void has(String image, Program program) {
    images.put(image, program);
  }

  /** The registry has this image; the engine does not until it is pulled. */
  public synchronized void offers(String image, Program program) {
    registry.put(image, program);
  }

  /** Something that is no container listens on a port. */
  public synchronized void holdPort(int port) {
    ports.hold(port);
  }

  public synchronized void freePort(int port) {
    ports.free(port);
  }

  /** The machine is another one; how many containers run on it is counted. */
  public synchronized void is(HostFacts facts) {
    host = facts;
  }

  /** Nobody answers, and all streams are cut; the containers run on. */
  public void goAway() {
    synchronized (this) {
      away = true;
    }
    events.cut();
  }

  /** Nobody answers, and streams stay open in silence: what happens is told when it is back. */
  public synchronized void hang() {
    away = true;
    events.hold(true);
  }

  /** It answers again. */
  public void comeBack() {
    synchronized (this) {
      away = false;
      events.hold(false);
    }
    events.tell();
  }

  /** It was killed and is back: all streams are cut, no event is remembered, nothing runs. */
  public void restart() {
    goAway();
    synchronized (this) {
      events.forget();
      instances.stream().filter(FakeInstance::runs).forEach(i -> i.end(EXIT_OF_THE_KILLED));
    }
    comeBack();
  }

  /** Cuts all event streams; what happens then is remembered. */
  public void cutStreams() {
    events.cut();
  }

  /** Whether what happens from now on is told and remembered. */
  public synchronized void tellsEvents(boolean tells) {
    events.note(tells);
  }

  /**
   * Does this in the middle of the next listing, after it saw what there is and before it answers:
   * makes it slow, or lets containers vanish meanwhile. Several are for one listing each.
   */
  public synchronized void duringListing(Runnable interference) {
    listings.add(interference);
  }

  /** Somebody else's container, running, with an older manager's label. */
  public InstanceId plantForeign(String name, String image) {
    return plant(name, image, Owner.FOREIGN);
  }

  /** Another installation's container, running. */
  public InstanceId plantOfAnother(String name, String image) {
    return plant(name, image, Owner.ANOTHERS);
  }

  /** Somebody else's container, running, without a label. */
  public InstanceId plantUnmanaged(String name, String image) {
    return plant(name, image, Owner.NOBODY);
  }

  private InstanceId plant(String name, String image, Owner owner) {
    return change(
        () -> {
          FakeInstance planted = make(name, image, owner, List.of(), Limits.NONE);
          begin(planted, Program.runs());
          return planted.id;
        });
  }

  /** Its program ends now, or somebody stops it behind our back. */
  public void end(InstanceId id, int exitCode) {
    change(
        () -> {
          find(id).filter(FakeInstance::runs).ifPresent(i -> end(i, exitCode, clock.instant()));
          return true;
        });
  }

  /** Somebody removes it behind our back. */
  public void vanish(InstanceId id) {
    change(
        () -> {
          find(id).ifPresent(this::remove);
          return true;
        });
  }

  /** From now on it uses so much while it runs, whatever its program says. */
  public synchronized void uses(InstanceId id, double cpuCores, long memoryBytes) {
    find(id).ifPresent(i -> i.uses = Optional.of(Program.runs().using(cpuCores, memoryBytes)));
  }

  /** Lets happen what the time has brought. */
  public void settle() {
    change(() -> true);
  }

  /** Everything that is there, unmanaged containers included; never goes through a fault. */
  public List<Instance> present() {
    return change(() -> instances.stream().map(FakeInstance::view).toList());
  }

  /** The specs that really made a container, in order. */
  public synchronized List<InstanceSpec> launched() {
    return List.copyOf(launched);
  }

  // --- for the engine, with the machine locked ---------------------------------------------------

  /** Does something, with all that time has brought before it, and tells of it afterwards. */
  <T> T change(Supplier<T> effect) {
    T result;
    synchronized (this) {
      bringTime();
      result = effect.get();
    }
    events.tell();
    return result;
  }

  private void bringTime() {
    Instant now = clock.instant();
    instances.stream()
        .filter(i -> i.endsAt.filter(end -> !end.isAfter(now)).isPresent())
        .sorted(Comparator.comparing(i -> i.endsAt.orElseThrow()))
        .toList()
        .forEach(i -> end(i, program(i.image).exitCode(), i.endsAt.orElseThrow()));
  }

  FakeInstance make(InstanceSpec spec) {
    launched.add(spec);
    FakeInstance made = make(spec.name(), spec.image(), Owner.OURS, spec.ports(), spec.limits());
    made.strict = spec.strict();
    return made;
  }

  FakeInstance make(
      String name, String image, Owner owner, List<PortRequest> wanted, Limits limits) {
    // Ids begin differently, as real ones do.
    made++;
    var id = new InstanceId("%08x%056x".formatted(made * 0x9E3779B1, made));
    var instance = new FakeInstance(id, name, image, owner, clock.instant(), wanted, limits);
    instances.add(instance);
    note(instance, EngineEvent.Kind.CREATE, clock.instant());
    return instance;
  }

  /** The port that is wanted and taken. */
  OptionalInt taken(List<PortRequest> wanted) {
    return ports.taken(wanted, instances);
  }

  void begin(FakeInstance instance, Program program) {
    instance.begin(program, ports.give(instance.wanted, instances), clock.instant());
    note(instance, EngineEvent.Kind.START, clock.instant());
  }

  void end(FakeInstance instance, int exitCode, Instant at) {
    instance.end(exitCode);
    note(instance, EngineEvent.Kind.STOP, at);
  }

  void remove(FakeInstance instance) {
    if (instance.runs()) {
      end(instance, EXIT_OF_THE_KILLED, clock.instant());
    }
    instances.remove(instance);
    note(instance, EngineEvent.Kind.REMOVE, clock.instant());
  }

  private void note(FakeInstance instance, EngineEvent.Kind kind, Instant at) {
    if (instance.isManaged()) {
      events.add(instance.event(kind, at));
    }
  }

  boolean pull(String image) {
    Optional<Program> offered = Optional.ofNullable(registry.get(image));
    offered.ifPresent(program -> images.putIfAbsent(image, program));
    return offered.isPresent() || images.containsKey(image);
  }

  Map<String, Program> images() {
    return images;
  }

  Program program(String image) {
    return images.getOrDefault(image, Program.runs());
  }

  List<FakeInstance> managed() {
    return instances.stream().filter(FakeInstance::isManaged).toList();
  }

  Optional<FakeInstance> find(InstanceId id) {
    return instances.stream().filter(i -> i.id.equals(id)).findFirst();
  }

  Optional<FakeInstance> named(String name) {
    return instances.stream().filter(i -> i.name.equals(name)).findFirst();
  }

  HostFacts host() {
    int running = (int) instances.stream().filter(FakeInstance::runs).count();
    return new HostFacts(host.name(), host.cores(), host.memoryBytes(), host.disk(), running);
  }

  Optional<Runnable> nextInterference() {
    return Optional.ofNullable(listings.poll());
  }

  FakeEvents events() {
    return events;
  }

  boolean isAway() {
    return away;
  }

  Instant now() {
    return clock.instant();
  }
}
