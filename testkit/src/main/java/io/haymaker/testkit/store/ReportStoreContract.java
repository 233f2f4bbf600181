package io.haymaker.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.RunId;
import org.junit.jupiter.api.Test;

/** Audits and reports come back as they were saved; the latest stands. */
public abstract class ReportStoreContract {
  private final RunId run = RunId.random();

  /** The stores under test; the same ones throughout a test. */
  protected abstract Stores stores();

  @Test
  void aRunWithoutThemHasNeither() {
    assertThat(stores().reports().latestAudit(run)).isEmpty();
    assertThat(stores().reports().find(run)).isEmpty();
  }

  @Test
  void anAuditComesBackAsItWasSaved() {
    var audit = Samples.audit(Samples.NOON, "resource");

    stores().reports().saveAudit(run, audit);

    assertThat(stores().reports().latestAudit(run)).contains(audit);
    assertThat(stores().reports().find(run)).isEmpty();
  }

  @Test
  void theLatestAuditStands() {
    stores().reports().saveAudit(run, Samples.audit(Samples.at(5), "first"));
    var second = Samples.audit(Samples.at(4), "second");

    stores().reports().saveAudit(run, second);

    assertThat(stores().reports().latestAudit(run)).contains(second);
  }

  @Test
  void aReportComesBackAsItWasSavedAndReplacesAnEarlierOne() {
    stores().reports().save(run, Samples.report(run, Samples.at(1)));
    var second = Samples.report(run, Samples.at(2));

    stores().reports().save(run, second);

    assertThat(stores().reports().find(run)).contains(second);
    assertThat(stores().reports().latestAudit(run)).isEmpty();
  }

  @Test
  void runsDoNotShareTheirs() {
    stores().reports().save(run, Samples.report(run, Samples.NOON));

    assertThat(stores().reports().find(RunId.random())).isEmpty();
  }
}
