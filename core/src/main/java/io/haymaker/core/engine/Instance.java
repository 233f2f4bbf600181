package io.haymaker.core.engine;

import io.haymaker.core.runtime.PortRequest;
import java.time.Instant;
import java.util.List;

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
 */
public record Instance(
    InstanceId id,
    String name,
    String image,
    boolean ours,
    InstanceState state,
    Instant createdAt,
    List<PortRequest.Published> ports,
    Limits limits) {
  public Instance {
    ports = List.copyOf(ports);
  }

  public boolean isRunning() {
    return state instanceof InstanceState.Running;
  }
}
