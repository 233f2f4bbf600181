package io.haymaker.main.wiring;

import io.haymaker.azure.runtime.ContainerAppsSettings;
import io.haymaker.docker.agent.AgentImage;
import java.util.Optional;

/** Where agents run. */
public sealed interface AgentPlace {

  /**
   * In an environment of Azure Container Apps.
   *
   * @param nodeType the type of the agents' workload profile, e.g. {@code E16}
   */
  record ContainerApps(ContainerAppsSettings settings, String nodeType) implements AgentPlace {}

  /**
   * On a Docker engine of this machine.
   *
   * @param network which one they join
   * @param isLocal whether all that they must reach listens on this machine's loopback address
   * @param image the image that we make ourselves; empty where the engine has theirs already
   */
  record Docker(OwnEngine own, String network, boolean isLocal, Optional<AgentImage> image)
      implements AgentPlace {

    /** The engine's address, as in {@code DOCKER_HOST}. */
    public String host() {
      return own.host();
    }

    /** This machine's own network. */
    public static final String HOST_NETWORK = "host";

    /** The engine's own network. */
    public static final String BRIDGE = "bridge";
  }
}
