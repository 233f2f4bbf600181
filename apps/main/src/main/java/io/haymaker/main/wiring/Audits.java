package io.haymaker.main.wiring;

import io.haymaker.azure.AzureCloud;
import io.haymaker.core.audit.Auditor;
import io.haymaker.core.audit.PatientReads;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.run.RunAudits;
import io.haymaker.postgres.PostgresStore;
import java.security.SecureRandom;
import java.time.Clock;

/** The auditor alone, for who only looks: no work is taken and nothing is changed. */
public final class Audits {
  private Audits() {}

  public static RunAudits of(PlaneSettings settings, PostgresStore store, Clock clock) {
    var cloud = new AzureCloud(settings.azure(), clock, store.tokens());
    return new RunAudits(
        store.installation().id(),
        Books.of(store),
        new Auditor(
            new PatientReads(
                AgentHouse.of(settings, cloud).audit(),
                new Retrier(clock, Pauser.system(), new SecureRandom())),
            settings.deletion().width(),
            clock,
            settings.deletion().rules().types()::keepCopyOf));
  }
}
