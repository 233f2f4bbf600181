package io.haymaker.core.run;

import io.haymaker.core.alert.AlertOutbox;
import io.haymaker.core.event.Journal;
import io.haymaker.core.resource.Ledger;
import io.haymaker.core.store.Transactions;

/** The stores that a run is written in; all share one transaction. */
public record RunBooks(
    Transactions transactions,
    RunStore runs,
    Ledger ledger,
    Journal journal,
    ReportStore reports,
    WorkQueue queue,
    AlertOutbox alerts) {}
