package io.haymaker.main.wiring;

import io.haymaker.azure.AzureCloud;
import io.haymaker.azure.event.ServiceBusEvents;
import io.haymaker.azure.validation.BusCheck;
import io.haymaker.azure.validation.KeyVaultCheck;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.run.SecretLifeCheck;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import io.haymaker.core.validation.ValidationReport;
import io.haymaker.core.validation.Validator;
import io.haymaker.main.goal.ModelCheck;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The checks before a run, in the order in which they are shown. */
public final class Checks {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Checks() {}

  /** Looks at everything that a run needs, with real calls, and makes nothing. */
  public static ValidationReport look(
      PlaneSettings settings, Undertaking undertaking, Clock clock) {
    var cloud = new AzureCloud(settings.azure(), clock);
    // Whether secrets can be listed does not depend on whose they are.
    var nobody = new InstallationId("doctor");
    return validator(settings, cloud, cloud.events(settings.bus()), nobody, clock)
        .validate(undertaking);
  }

  static Validator validator(
      PlaneSettings settings,
      AzureCloud cloud,
      ServiceBusEvents events,
      InstallationId installation,
      Clock clock) {
    return new Validator(of(settings, cloud, events, installation), LIMIT, clock);
  }

  private static List<Check> of(
      PlaneSettings settings,
      AzureCloud cloud,
      ServiceBusEvents events,
      InstallationId installation) {
    AgentHouse agents = AgentHouse.of(settings, cloud);
    var checks = new ArrayList<>(agents.loginChecks(events));
    checks.add(new KeyVaultCheck(cloud.secrets(), installation));
    checks.add(
        new BusCheck(events::topic, settings.bus().subscription(), cloud.reader(), events::probe));
    checks.addAll(agents.containerChecks());
    checks.add(new SecretLifeCheck(settings.runs().pace(), settings.checks().secretLimit()));
    checks.add(new ModelCheck(settings.checks().model(), settings.azure().caFile()));
    return checks;
  }
}
