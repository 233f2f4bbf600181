package io.haymaker.agent.environment;

import io.haymaker.scenario.ScenarioDocument;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * All that an agent is told.
 *
 * @param identity who it is
 * @param endpoints where it calls
 * @param runId the run that it belongs to
 * @param installationId the installation that owns everything it makes
 * @param agentId its own name, in every event
 * @param document what it executes
 * @param duration length of phase 2
 * @param resourceGroup the group made for it, which it does not delete
 * @param location region for its resources
 * @param unique six characters for the names of its resources
 * @param leaveBehind how many of its resources it forgets in its clean-up
 * @param staysAtEnd whether it waits to be stopped when it is through, because its platform would
 *     begin it again if it ended
 */
public record AgentSettings(
    Identity identity,
    Endpoints endpoints,
    UUID runId,
    String installationId,
    String agentId,
    ScenarioDocument document,
    Duration duration,
    String resourceGroup,
    String location,
    String unique,
    int leaveBehind,
    boolean staysAtEnd) {

  /** The principal that the agent signs in as. */
  public record Identity(
      String tenantId, String clientId, String subscriptionId, Secret clientSecret) {}

  /**
   * Addresses, none ending in a slash.
   *
   * @param authority of the token endpoint
   * @param arm of Azure Resource Manager
   * @param events of the topic
   * @param keyVault of the run's vault; passed on to bash blocks
   * @param authorities trusted besides the usual ones
   */
  public record Endpoints(
      URI authority,
      URI arm,
      URI events,
      Optional<URI> keyVault,
      Optional<Authorities> authorities) {}

  /**
   * Certificates.
   *
   * @param variable which of the environment's variables gave them
   * @param pem their text
   */
  public record Authorities(String variable, String pem) {}
}
