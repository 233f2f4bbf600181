package io.haymaker.testkit.store;

import io.haymaker.core.endpoint.EndpointStore;
import io.haymaker.core.event.Journal;
import io.haymaker.core.health.HealthRecords;
import io.haymaker.core.ownership.Installation;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.replica.ReplicaStore;
import io.haymaker.core.resource.Ledger;
import io.haymaker.core.run.ReportStore;
import io.haymaker.core.run.RunStore;
import io.haymaker.core.scaler.ClaimStore;
import io.haymaker.core.schedule.ScheduleStore;
import io.haymaker.core.store.Transactions;
import io.haymaker.core.watch.ContainerHistory;

/**
 * All stores in memory, with real transactions: all or nothing, one at a time. A process that dies
 * loses it; otherwise it passes the same contracts as the database.
 */
public final class InMemoryStore {
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryRunStore runs = new InMemoryRunStore(transactions);
  private final InMemoryLedger ledger = new InMemoryLedger(transactions);
  private final InMemoryJournal journal = new InMemoryJournal(transactions);
  private final RecordedWork work = new RecordedWork(transactions);
  private final InMemoryReportStore reports = new InMemoryReportStore(transactions);
  private final InMemoryScheduleStore schedules = new InMemoryScheduleStore(transactions);
  private final InMemoryClaimStore claims = new InMemoryClaimStore(transactions);
  private final InMemoryAlerts alerts = new InMemoryAlerts(transactions);
  private final InMemoryContainerHistory history = new InMemoryContainerHistory(transactions);
  private final InMemoryHealthRecords health = new InMemoryHealthRecords(transactions);
  private final InMemoryEndpoints endpoints = new InMemoryEndpoints(transactions);
  private final InMemoryReplicaStore replicas = new InMemoryReplicaStore(transactions);
  private final InstallationId installation;

  /** A store of the installation {@code testinstall1}. */
  public InMemoryStore() {
    this(new InstallationId("testinstall1"));
  }

  public InMemoryStore(InstallationId installation) {
    this.installation = installation;
  }

  public Transactions transactions() {
    return transactions;
  }

  public RunStore runs() {
    return runs;
  }

  public Ledger ledger() {
    return ledger;
  }

  public Journal journal() {
    return journal;
  }

  /** The queue; looks happen only when a test takes them from it. */
  public RecordedWork work() {
    return work;
  }

  public ReportStore reports() {
    return reports;
  }

  public ScheduleStore schedules() {
    return schedules;
  }

  public ClaimStore claims() {
    return claims;
  }

  public InMemoryAlerts alerts() {
    return alerts;
  }

  public ContainerHistory containerHistory() {
    return history;
  }

  public HealthRecords health() {
    return health;
  }

  public EndpointStore endpoints() {
    return endpoints;
  }

  public ReplicaStore replicas() {
    return replicas;
  }

  public Installation installation() {
    return () -> installation;
  }

  /** All of them. */
  public Stores stores() {
    return new Stores(
        transactions, runs, ledger, journal, work, reports, schedules, installation());
  }
}
