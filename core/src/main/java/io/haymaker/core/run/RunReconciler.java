package io.haymaker.core.run;

import io.haymaker.core.audit.Auditor;
import io.haymaker.core.audit.PatientReads;
import io.haymaker.core.cleanup.Cleaner;
import io.haymaker.core.cleanup.DeletionPolicy;
import io.haymaker.core.cleanup.GroupDoor;
import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.event.EventType;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.identity.IdentityMaker;
import io.haymaker.core.identity.IdentityRetirer;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.scenario.ScenarioName;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Drives a run towards its end: looks, lets the planner decide, performs, and looks again, as long
 * as that changes anything. It keeps nothing between two calls, so any replica can go on where
 * another was killed.
 */
public final class RunReconciler implements RunHandler {
  private final RunBooks books;
  private final RunWorld world;
  private final RunPlanner planner;
  private final RunActions actions;
  private final SideBySide threads;
  private final Clock clock;

  public RunReconciler(
      InstallationId installation,
      RunSettings settings,
      DeletionPolicy deletion,
      RunBooks books,
      RunWorld world,
      Retrier retrier,
      Clock clock) {
    this.books = books;
    this.world = world;
    this.clock = clock;
    this.threads = new SideBySide(settings.pace().width());
    this.planner = new RunPlanner(settings.pace(), deletion);
    var retirer = new IdentityRetirer(world.directory(), world.roles(), world.secrets(), retrier);
    var commits = new RunCommits(books, clock);
    var provisioner =
        new Provisioner(
            installation,
            settings,
            world.groups(),
            new IdentityMaker(
                world.directory(),
                world.roles(),
                world.secrets(),
                world.probe(),
                retrier,
                settings.pace().propagation()),
            world.runtime(),
            retrier);
    var undo =
        new ScenarioUndo(
            installation,
            world.runtime(),
            new GroupDoor(world.reader(), deletion.rules()),
            world.deleter(),
            retirer,
            retrier);
    this.actions =
        new RunActions(
            installation,
            books,
            world,
            new AgentPlanner(
                installation, settings, world.names(), world.runtime().capabilities().nameLimit()),
            new ScenarioActions(provisioner, undo, world.runtime(), commits, clock),
            commits,
            new Cleaner(
                world.runtime(),
                world.inventory(),
                world.reader(),
                world.deleter(),
                retirer,
                books.ledger(),
                books.journal(),
                books.transactions(),
                retrier,
                deletion),
            new RunAudits(
                installation,
                books,
                new Auditor(
                    new PatientReads(world.audit(), retrier),
                    deletion.width(),
                    clock,
                    deletion.rules().types()::keepCopyOf)),
            deletion,
            clock);
  }

  @Override
  public Optional<Instant> handle(RunId id) {
    Optional<RunSnapshot> before = Optional.empty();
    while (true) {
      RunSnapshot snapshot = look(id);
      RunPlan plan = planner.plan(snapshot);
      boolean changed = before.filter(old -> isSame(old, snapshot)).isEmpty();
      if (plan.actions().isEmpty() || !changed || Thread.currentThread().isInterrupted()) {
        return plan.nextLook();
      }
      threads.map(
          plan.actions(),
          action -> {
            actions.perform(snapshot.run(), snapshot.scenarios(), action);
            return action;
          });
      before = Optional.of(snapshot);
    }
  }

  /** What was performed without changing anything on record (a stop) needs time, not repetition. */
  private static boolean isSame(RunSnapshot old, RunSnapshot now) {
    return old.run().equals(now.run()) && old.scenarios().equals(now.scenarios());
  }

  private RunSnapshot look(RunId id) {
    Run run =
        books
            .runs()
            .find(id)
            .orElseThrow(() -> new IllegalStateException("no run " + id + " is recorded"));
    List<ScenarioRun> scenarios = books.runs().scenarios(id);
    return new RunSnapshot(
        run,
        scenarios,
        containers(run, scenarios),
        lastWords(run),
        unheard(run, scenarios),
        clock.instant());
  }

  private Map<ScenarioName, Look<ContainerView>> containers(Run run, List<ScenarioRun> scenarios) {
    if (run.phase() != Phase.MONITORING) {
      return Map.of();
    }
    List<ScenarioRun> running =
        scenarios.stream().filter(scenario -> scenario.stage() == Stage.RUNNING).toList();
    List<Look<ContainerView>> looks =
        threads.map(
            running,
            scenario ->
                scenario
                    .container()
                    .map(world.runtime()::inspect)
                    .orElseGet(() -> world.runtime().find(scenario.plan().container())));
    var seen = new HashMap<ScenarioName, Look<ContainerView>>();
    for (int i = 0; i < running.size(); i++) {
      seen.put(running.get(i).scenario(), looks.get(i));
    }
    return seen;
  }

  private Set<ScenarioName> unheard(Run run, List<ScenarioRun> scenarios) {
    boolean atWork = scenarios.stream().anyMatch(one -> one.stage() == Stage.RUNNING);
    return run.phase() == Phase.MONITORING && !atWork
        ? new Unheard(books.journal()).of(run.id(), scenarios)
        : Set.of();
  }

  private Map<ScenarioName, LastWord> lastWords(Run run) {
    if (run.phase() != Phase.MONITORING || world.runtime().capabilities().endsForGood()) {
      return Map.of();
    }
    var words = new HashMap<ScenarioName, LastWord>();
    for (JournalEntry entry :
        books.journal().ofType(run.id(), EventType.CLEANUP_COMPLETE.wireName())) {
      entry.scenario().ifPresent(scenario -> words.put(scenario, LastWord.of(entry)));
    }
    return words;
  }
}
