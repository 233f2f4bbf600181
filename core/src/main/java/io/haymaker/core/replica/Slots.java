package io.haymaker.core.replica;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.runtime.PortRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Which names and ports the next containers of an image get. Pure. */
final class Slots {
  private final ReplicaNames names;

  Slots(ReplicaNames names) {
    this.names = names;
  }

  /**
   * The next containers, lowest free slots first. The first of all gets the fixed ports of the host
   * unless another of the image has them; further ones get free ports.
   *
   * @param present every container of ours of the image, whatever it does; its name is taken
   * @param reserved slots that somebody else is about to fill
   */
  List<InstanceSpec> next(
      DesiredImage image, List<Instance> present, Set<Integer> reserved, int number) {
    var taken = new HashSet<Integer>();
    present.forEach(instance -> names.slot(instance).ifPresent(taken::add));
    boolean fixedPortsFree = present.stream().noneMatch(instance -> holdsFixed(image, instance));
    var specs = new ArrayList<InstanceSpec>();
    boolean first = fixedPortsFree;
    for (int slot = 1; specs.size() < number; slot++) {
      if (taken.contains(slot)) {
        continue;
      }
      if (!reserved.contains(slot)) {
        specs.add(spec(image, slot, first));
      }
      first = false;
    }
    return specs;
  }

  private InstanceSpec spec(DesiredImage image, int slot, boolean fixedPorts) {
    return new InstanceSpec(
        names.of(image.image(), slot),
        image.image(),
        image.limits(),
        image.environment(),
        fixedPorts ? image.ports() : image.ports().stream().map(Slots::anywhere).toList(),
        image.strict());
  }

  private static PortRequest anywhere(PortRequest port) {
    return new PortRequest(port.containerPort(), port.protocol(), OptionalInt.empty());
  }

  private static boolean holdsFixed(DesiredImage image, Instance instance) {
    return instance.isRunning()
        && image.ports().stream()
            .filter(port -> port.hostPort().isPresent())
            .anyMatch(
                port ->
                    instance.ports().stream()
                        .anyMatch(
                            published ->
                                published.port() == port.hostPort().orElseThrow()
                                    && published.protocol() == port.protocol()));
  }
}
