package io.haymaker.core.engine;

import io.haymaker.core.runtime.PortRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A managed container as its engine lists it.
 *
 * @param name without the slash that the engine writes before it
 * @param image as it was asked for: the label {@code managed-by}
 * @param ours false when it carries {@code managed-by} alone, an older manager's: it is shown and
 *     can be adopted, and nothing else is done with it
 * @param createdAt by the engine's clock; orders what was made in one second, too
 * @param ports where it can be reached, while it runs
 * @param limits what is in force
 * @param strict whether it was made so, see {@link InstanceSpec}
 */
public record Instance(
    InstanceId id,
    String name,
    String image,
    boolean ours,
    InstanceState state,
    Instant createdAt,
    List<PortRequest.Published> ports,
    Limits limits,
    boolean strict) {
  public Instance {
    ports = List.copyOf(ports);
  }

  /** Its ports and where each is on the host: {@code 80/tcp} to {@code 32768}, in order. */
  public SortedMap<String, Integer> hostPorts() {
    var byPort = new TreeMap<String, Integer>();
    for (PortRequest.Published port : ports) {
      byPort.put(
          port.containerPort() + "/" + port.protocol().name().toLowerCase(Locale.ROOT),
          port.port());
    }
    return byPort;
  }

  public boolean isRunning() {
    return state instanceof InstanceState.Running;
  }
}
