package io.haymaker.docker.validation;

import com.github.dockerjava.api.model.Network;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.EngineAnswers;

/** The network that agents join is there, and what they can reach from it. */
public final class NetworkCheck implements Check {
  private final DockerEngine engine;
  private final String network;
  private final boolean isLocal;

  /**
   * @param isLocal whether all that agents must reach listens on this machine's loopback address
   */
  public NetworkCheck(DockerEngine engine, String network, boolean isLocal) {
    this.engine = engine;
    this.network = network;
    this.isLocal = isLocal;
  }

  @Override
  public String name() {
    return "network";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    return switch (EngineAnswers.look(
        () -> engine.client().inspectNetworkCmd().withNetworkId(network).exec())) {
      case Look.Found<Network>(Network found) -> judge(found);
      case Look.Absent<Network> _ ->
          Finding.failed(
              "the engine has no network " + network,
              "create it, or set DOCKER_NETWORK to one that is there");
      case Look.CouldNotLook<Network>(Problem problem) ->
          Finding.failed(problem.message(), "see what the check of the engine says");
    };
  }

  private Finding judge(Network found) {
    if (network.equals("none")) {
      return Finding.failed("agents on the network none reach nothing", "set DOCKER_NETWORK");
    }
    if (network.equals("host")) {
      return isLocal
          ? Finding.passed("agents are on this machine's own network, where the emulator listens")
          : new Finding(
              Verdict.WARNING,
              "agents are on this machine's own network and reach all that listens on it",
              "set DOCKER_NETWORK to a network of the engine");
    }
    return Boolean.TRUE.equals(found.getInternal())
        ? Finding.passed("agents join %s, which leads nowhere but to itself".formatted(network))
        : new Finding(
            Verdict.WARNING,
            "what agents on %s reach is not restricted".formatted(network),
            "restrict it by the machine's firewall, or set DOCKER_NETWORK to an internal network"
                + " with a way out to Azure alone");
  }
}
