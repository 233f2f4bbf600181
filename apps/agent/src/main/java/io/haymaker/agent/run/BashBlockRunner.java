package io.haymaker.agent.run;

import io.haymaker.agent.arm.ResourceId;
import io.haymaker.agent.event.Severity;
import io.haymaker.agent.json.Json.JsonObject;
import io.haymaker.agent.shell.Shell;
import io.haymaker.agent.shell.ShellOutcome;
import io.haymaker.scenario.Block.BashBlock;
import io.haymaker.scenario.PhaseKind;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Executes {@code bash} blocks and reads what they made out of what they print. */
final class BashBlockRunner {

  private static final int REPORTED_OUTPUT = 4 * 1024;

  private final Shell shell;
  private final String groupKey;
  private final Ledger ledger;
  private final Reporter reporter;
  private final Redactor redactor;

  /**
   * @param group id of our resource group: only what lies in it is taken for ours, since a script
   *     may print the id of anything
   */
  BashBlockRunner(Shell shell, String group, Ledger ledger, Reporter reporter, Redactor redactor) {
    this.shell = shell;
    this.groupKey = group.toLowerCase(Locale.ROOT) + "/";
    this.ledger = ledger;
    this.reporter = reporter;
    this.redactor = redactor;
  }

  /**
   * Executes a block; without a shell on this machine it is skipped, and reported so.
   *
   * @return whether it succeeded or was skipped
   */
  boolean run(PhaseKind phase, BashBlock block) throws InterruptedException {
    JsonObject details = new StepDetails(phase, block.section(), block.line()).json();
    ShellOutcome outcome;
    Set<ResourceId> named = new LinkedHashSet<>();
    try {
      outcome = shell.run(block.text(), line -> named.addAll(ResourceIdFinder.find(line)));
    } catch (IOException e) {
      reporter.error(at(block) + " cannot be run: " + e.getMessage(), details);
      return false;
    }
    if (phase != PhaseKind.CLEANUP) {
      noteCreated(named);
    }
    JsonObject withOutput = details.with("output", shortened(outcome.output()));
    return switch (outcome) {
      case ShellOutcome.Finished finished -> {
        boolean good = finished.exitCode() == 0;
        String message = at(block) + " ended with " + finished.exitCode();
        reporter.operation(
            good ? Severity.INFO : Severity.ERROR,
            message,
            withOutput.with("exit_code", finished.exitCode()));
        if (!good) {
          reporter.error(message, withOutput);
        }
        yield good;
      }
      case ShellOutcome.TimedOut timedOut -> fail(at(block) + " took too long", withOutput);
      case ShellOutcome.Ended ended -> fail(at(block) + " ended the shell", withOutput);
      case ShellOutcome.Missing missing -> {
        reporter.operation(
            Severity.WARNING, at(block) + " is skipped: there is no shell here", details);
        yield true;
      }
    };
  }

  private boolean fail(String message, JsonObject details) {
    reporter.operation(Severity.ERROR, message, details);
    reporter.error(message, details);
    return false;
  }

  private void noteCreated(Set<ResourceId> named) {
    for (ResourceId id : named) {
      if (id.key().startsWith(groupKey) && ledger.confirm(id)) {
        reporter.created(id, JsonObject.EMPTY);
      }
    }
  }

  private String shortened(String output) {
    String clean = redactor.apply(output.strip());
    return clean.length() <= REPORTED_OUTPUT
        ? clean
        : "[...]" + clean.substring(clean.length() - REPORTED_OUTPUT);
  }

  private static String at(BashBlock block) {
    return "The bash block in line " + block.line();
  }
}
