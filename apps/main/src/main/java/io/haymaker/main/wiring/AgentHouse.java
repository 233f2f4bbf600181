package io.haymaker.main.wiring;

import io.haymaker.azure.AzureCloud;
import io.haymaker.azure.event.ServiceBusEvents;
import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.run.NameRegistry;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.validation.Check;
import java.util.List;

/** All of a control plane that knows where agents run. */
interface AgentHouse {

  static AgentHouse of(PlaneSettings settings, AzureCloud cloud) {
    return switch (settings.agents()) {
      case AgentPlace.ContainerApps place -> new AppsHouse(place, settings, cloud);
      case AgentPlace.Docker place -> new EngineHouse(place, settings, cloud);
    };
  }

  ContainerRuntime runtime(InstallationId installation);

  NameRegistry names();

  AuditReads audit();

  /** Who we are, and what we may do. */
  List<Check> loginChecks(ServiceBusEvents events);

  /** Whether agents can run as they should, and what that costs. */
  List<Check> containerChecks();
}
