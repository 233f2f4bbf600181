package io.haymaker.core.runtime;

import java.util.List;

/**
 * What a container may be wanted to have beyond a program and its size. Each needs a runtime that
 * offers it: see {@link Capabilities#objection}.
 *
 * @param restart what the platform does when it ends
 * @param probes what the platform asks of it; at most one of each purpose
 * @param ports where it wants to be reached from outside
 */
public record LaunchOptions(Restart restart, List<HealthProbe> probes, List<PortRequest> ports) {

  /** Runs once, is asked nothing and reached nowhere: an agent. */
  public static final LaunchOptions ONCE = new LaunchOptions(Restart.NEVER, List.of(), List.of());

  public LaunchOptions {
    probes = List.copyOf(probes);
    ports = List.copyOf(ports);
    if (probes.stream().map(HealthProbe::purpose).distinct().count() < probes.size()) {
      throw new IllegalArgumentException("two probes have the same purpose");
    }
    if (ports.stream().map(p -> p.protocol() + "/" + p.containerPort()).distinct().count()
        < ports.size()) {
      throw new IllegalArgumentException("a port is asked for twice");
    }
  }

  public LaunchOptions restarting(Restart other) {
    return new LaunchOptions(other, probes, ports);
  }

  public LaunchOptions asked(HealthProbe... others) {
    return new LaunchOptions(restart, List.of(others), ports);
  }

  public LaunchOptions reachedAt(PortRequest... others) {
    return new LaunchOptions(restart, probes, List.of(others));
  }
}
