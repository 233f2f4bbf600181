package io.haymaker.core.run;

import io.haymaker.core.identity.IdentityPlan;
import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.scenario.ScenarioChoice;
import io.haymaker.scenario.ScenarioName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Chooses every name of a run's agents before anything is made. */
final class AgentPlanner {
  private final InstallationId installation;
  private final RunSettings settings;
  private final NameRegistry names;
  private final int containerNameLimit;

  AgentPlanner(
      InstallationId installation,
      RunSettings settings,
      NameRegistry names,
      int containerNameLimit) {
    this.installation = installation;
    this.settings = settings;
    this.names = names;
    this.containerNameLimit = containerNameLimit;
  }

  /**
   * @param alone true when no other run is active: only then may classic names be taken
   */
  List<ScenarioRun> plan(Run run, List<ScenarioChoice> chosen, boolean alone) {
    Set<String> shared = sharedClassicNames(chosen);
    var planned = new ArrayList<ScenarioRun>();
    for (int i = 0; i < chosen.size(); i++) {
      ScenarioChoice choice = chosen.get(i);
      int leaveBehind = share(run.options().leaveBehind(), i, chosen.size());
      planned.add(
          ScenarioRun.planned(
              run.id(),
              choice.name(),
              choice.technologyArea(),
              choice.document(),
              agent(run.id(), choice.name(), leaveBehind, alone, shared)));
    }
    return planned;
  }

  /** {@code a_b} and {@code a-b} have the same classic names; neither may have them then. */
  private static Set<String> sharedClassicNames(List<ScenarioChoice> chosen) {
    var seen = new HashSet<String>();
    var shared = new HashSet<String>();
    for (ScenarioChoice choice : chosen) {
      for (String name :
          List.of(
              AgentNames.classicContainer(choice.name()),
              AgentNames.classicSecret(choice.name()))) {
        if (!seen.add(name.toLowerCase(Locale.ROOT))) {
          shared.add(name.toLowerCase(Locale.ROOT));
        }
      }
    }
    return shared;
  }

  private AgentPlan agent(
      RunId run, ScenarioName scenario, int leaveBehind, boolean alone, Set<String> shared) {
    var owner = new Owner(installation, run, scenario);
    String unique = AgentNames.unique(installation, run, scenario);
    ResourceId group =
        ResourceId.group(settings.subscription(), AgentNames.group(scenario, unique));
    var grants = new ArrayList<>(settings.sharedGrants());
    settings.groupRoles().forEach(role -> grants.add(new RoleGrant(role, group.value())));
    var identity =
        new IdentityPlan(
            owner,
            pick(
                alone,
                shared,
                NameRegistry.Kind.SERVICE_PRINCIPAL,
                AgentNames.classicDisplayName(scenario),
                AgentNames.derivedDisplayName(scenario, unique),
                AgentNames.DISPLAY_NAME_LIMIT),
            "haymaker-%s-%s-%s".formatted(installation, run, unique),
            pick(
                alone,
                shared,
                NameRegistry.Kind.SECRET,
                AgentNames.classicSecret(scenario),
                AgentNames.derivedSecret(scenario, unique),
                AgentNames.SECRET_NAME_LIMIT),
            grants);
    // Container Apps takes no name that begins with a digit.
    String container =
        pick(
            alone && !Character.isDigit(AgentNames.classicContainer(scenario).charAt(0)),
            shared,
            NameRegistry.Kind.CONTAINER,
            AgentNames.classicContainer(scenario),
            AgentNames.derivedContainer(scenario, unique, containerNameLimit),
            containerNameLimit);
    return new AgentPlan(
        "agent-" + unique, group, unique, identity, new ContainerName(container), leaveBehind);
  }

  /** The classic name where it fits and is known to be free; the derived one otherwise. */
  private String pick(
      boolean alone,
      Set<String> shared,
      NameRegistry.Kind kind,
      String classic,
      String derived,
      int limit) {
    boolean free =
        alone
            && classic.length() <= limit
            && !shared.contains(classic.toLowerCase(Locale.ROOT))
            && names.holder(kind, classic) instanceof Look.Absent;
    return free ? classic : derived;
  }

  /** Splits a total evenly; the first agents take what is left over. */
  private static int share(int total, int index, int agents) {
    return total / agents + (index < total % agents ? 1 : 0);
  }
}
