package io.haymaker.core.run;

import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.resource.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How runs are made in this installation.
 *
 * @param subscription where the scenarios' groups are made
 * @param location of the groups, e.g. {@code eastus2}
 * @param image of the agents
 * @param sizes what agents may use
 * @param agentEnvironment plain variables that every agent gets beside its own: endpoints, tenant
 * @param groupRoles roles that an agent holds on its own group
 * @param sharedGrants what every agent may do elsewhere, e.g. send to the topic
 * @param pace waits and widths
 */
public record RunSettings(
    String subscription,
    String location,
    String image,
    AgentSizes sizes,
    Map<String, String> agentEnvironment,
    List<String> groupRoles,
    List<RoleGrant> sharedGrants,
    Pace pace) {

  public RunSettings {
    agentEnvironment = Map.copyOf(agentEnvironment);
    groupRoles = List.copyOf(groupRoles);
    sharedGrants = List.copyOf(sharedGrants);
  }

  /** The same settings, with one more right for every agent. */
  public RunSettings granting(String role, ResourceId scope) {
    var grants = new ArrayList<>(sharedGrants);
    grants.add(new RoleGrant(role, scope.value()));
    return new RunSettings(
        subscription, location, image, sizes, agentEnvironment, groupRoles, grants, pace);
  }

  /**
   * Times of a run.
   *
   * @param width how many scenarios are provisioned side by side
   * @param propagation how long a new identity may take to become effective
   * @param monitorInterval between looks at the containers when nothing wakes us
   * @param agentGrace what an agent may take beyond the run's duration, for deploying and tearing
   *     down
   * @param stopGrace how long a stopped agent may take to end
   * @param containerTimeout after which the runtime itself ends an agent
   * @param provisioningLimit after which a scenario that is not provisioned has failed
   */
  public record Pace(
      int width,
      Duration propagation,
      Duration monitorInterval,
      Duration agentGrace,
      Duration stopGrace,
      Duration containerTimeout,
      Duration provisioningLimit) {

    private static final Duration SECRET_MARGIN = Duration.ofHours(1);

    /**
     * How long an agent's secret lives: the run's length plus a margin, or the longest that its
     * container can run.
     */
    public Duration secretLife(Duration runLength) {
      Duration longest = runLength.plus(agentGrace);
      return (longest.compareTo(containerTimeout) > 0 ? longest : containerTimeout)
          .plus(SECRET_MARGIN);
    }

    /** The specification's times. */
    public static final Pace STANDARD =
        new Pace(
            8,
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(60),
            Duration.ofMinutes(2),
            Duration.ofHours(10),
            Duration.ofMinutes(30));
  }
}
