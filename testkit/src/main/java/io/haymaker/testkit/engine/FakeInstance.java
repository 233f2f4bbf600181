package io.haymaker.testkit.engine;

import io.haymaker.core.engine.EngineEvent;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceState;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.runtime.PortRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One container of a {@link FakeEngine}; guarded by it. */
final class FakeInstance {
  /** Whose it is. */
  enum Owner {
    OURS,
    FOREIGN,
    /** Another installation's, on the same engine. */
    ANOTHERS,
    /** It carries no label of any manager. */
    NOBODY
  }

  final InstanceId id;
  final String image;
  final Owner owner;
  final Instant createdAt;
  final List<PortRequest> wanted;
  String name;
  Limits limits;
  boolean strict;
  InstanceState state = new InstanceState.Created();
  List<PortRequest.Published> ports = List.of();
  Optional<Instant> endsAt = Optional.empty();

  /** What it was scripted to use; its image's program tells where it was not. */
  Optional<Program> uses = Optional.empty();

  FakeInstance(
      InstanceId id,
      String name,
      String image,
      Owner owner,
      Instant createdAt,
      List<PortRequest> wanted,
      Limits limits) {
    this.id = id;
    this.name = name;
    this.image = image;
    this.owner = owner;
    this.createdAt = createdAt;
    this.wanted = wanted;
    this.limits = limits;
  }

  /** Whether this installation sees it. */
  boolean isManaged() {
    return owner == Owner.OURS || owner == Owner.FOREIGN;
  }

  boolean runs() {
    return state instanceof InstanceState.Running;
  }

  boolean isCalled(String idOrName) {
    return name.equals(idOrName) || id.value().equals(idOrName);
  }

  boolean publishes(int port) {
    return ports.stream().anyMatch(published -> published.port() == port);
  }

  void begin(Program program, List<PortRequest.Published> published, Instant now) {
    state = new InstanceState.Running();
    ports = published;
    endsAt = program.lifetime().map(now::plus);
  }

  void end(int exitCode) {
    state = new InstanceState.Ended(OptionalInt.of(exitCode));
    ports = List.of();
    endsAt = Optional.empty();
  }

  Instance view() {
    return new Instance(
        id, name, image, owner == Owner.OURS, state, createdAt, ports, limits, strict);
  }

  EngineEvent event(EngineEvent.Kind kind, Instant at) {
    OptionalInt code =
        kind == EngineEvent.Kind.STOP && state instanceof InstanceState.Ended ended
            ? ended.exitCode()
            : OptionalInt.empty();
    return new EngineEvent(id, name, image, kind, at, code);
  }
}
