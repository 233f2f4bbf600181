package io.haymaker.core.watch;

import io.haymaker.core.engine.EngineEvent;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Finds what must have happened though nobody told: the difference between what the events say and
 * what is there. An engine forgets its events when it is started again, and all but the last few.
 */
final class Gaps {
  private Gaps() {}

  /**
   * @param known the last event of every container that was not removed, by its id
   * @param there every container that is there
   * @param now taken for the time of what cannot be dated
   */
  static List<EngineEvent> between(
      Map<String, ContainerEvent> known, List<Instance> there, Instant now) {
    var missing = new ArrayList<EngineEvent>();
    Set<String> seen = new HashSet<>();
    for (Instance instance : there) {
      seen.add(instance.id().value());
      ContainerEvent last = known.get(instance.id().value());
      if (last == null) {
        missing.add(event(instance, EngineEvent.Kind.CREATE, instance.createdAt()));
      }
      boolean started = last != null && last.event().equals("start");
      switch (instance.state()) {
        case InstanceState.Created _ -> {}
        case InstanceState.Running _ -> {
          if (!started) {
            missing.add(event(instance, EngineEvent.Kind.START, now));
          }
        }
        case InstanceState.Ended _ -> {
          if (last == null || !last.event().equals("stop")) {
            missing.add(event(instance, EngineEvent.Kind.STOP, now));
          }
        }
      }
    }
    for (ContainerEvent last : known.values()) {
      if (!seen.contains(last.containerId())) {
        if (last.event().equals("start")) {
          missing.add(event(last, EngineEvent.Kind.STOP, now));
        }
        missing.add(event(last, EngineEvent.Kind.REMOVE, now));
      }
    }
    return missing;
  }

  private static EngineEvent event(Instance instance, EngineEvent.Kind kind, Instant at) {
    return new EngineEvent(
        instance.id(), instance.name(), instance.image(), kind, at, OptionalInt.empty());
  }

  private static EngineEvent event(ContainerEvent last, EngineEvent.Kind kind, Instant at) {
    return new EngineEvent(
        new InstanceId(last.containerId()),
        last.name(),
        last.image(),
        kind,
        at,
        OptionalInt.empty());
  }
}
