package io.haymaker.core.run;

import io.haymaker.core.identity.IdentityPlan;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.ContainerName;

/**
 * Everything that will be made for a scenario, by name, before any of it is.
 *
 * @param agentId names the agent in events and in the API
 * @param group the resource group that is the scenario's own
 * @param unique six characters that make names unique to run and scenario
 * @param leaveBehind how many resources this agent "forgets"
 */
public record AgentPlan(
    String agentId,
    ResourceId group,
    String unique,
    IdentityPlan identity,
    ContainerName container,
    int leaveBehind) {}
