package io.haymaker.testkit.store;

import io.haymaker.core.event.Journal;
import io.haymaker.core.ownership.Installation;
import io.haymaker.core.resource.Ledger;
import io.haymaker.core.run.ReportStore;
import io.haymaker.core.run.RunStore;
import io.haymaker.core.run.WorkQueue;
import io.haymaker.core.schedule.ScheduleStore;
import io.haymaker.core.store.Transactions;

/** Stores that share their transactions: what a contract is run against. */
public record Stores(
    Transactions transactions,
    RunStore runs,
    Ledger ledger,
    Journal journal,
    WorkQueue work,
    ReportStore reports,
    ScheduleStore schedules,
    Installation installation) {}
