package io.haymaker.main.wiring;

import io.haymaker.azure.AzureCloud;
import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.audit.Auditor;
import io.haymaker.core.cleanup.Cleaner;
import io.haymaker.core.cleanup.CleanupPreview;
import io.haymaker.core.cleanup.CleanupPreviewer;
import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.cleanup.DeletionPolicy;
import io.haymaker.core.cleanup.Graveyard;
import io.haymaker.core.identity.Directory;
import io.haymaker.core.identity.IdentityRetirer;
import io.haymaker.core.identity.RoleAssignments;
import io.haymaker.core.identity.SecretStore;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Inventory;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.run.RunAudits;
import io.haymaker.core.run.RunScope;
import io.haymaker.core.run.RunStore;
import io.haymaker.core.run.ScenarioRun;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.sweep.Belongings;
import io.haymaker.core.sweep.BelongingsFinder;
import io.haymaker.core.sweep.OrphanSweep;
import io.haymaker.core.sweep.RunCleanup;
import io.haymaker.postgres.PostgresStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Looks for what runs of one installation left, and cleans up after them. */
public final class CleanupDesk {
  private final InstallationId installation;
  private final boolean own;
  private final PostgresStore store;
  private final DeletionPolicy policy;
  private final Clock clock;
  private final BelongingsFinder finder;
  private final CleanupPreviewer previewer;
  private final RunCleanup cleanup;
  private final RunAudits audits;

  CleanupDesk(
      InstallationId installation,
      PlaneSettings settings,
      AzureCloud cloud,
      AgentHouse agents,
      ContainerRuntime runtime,
      PostgresStore store,
      Clock clock) {
    this.installation = installation;
    this.own = installation.equals(store.installation().id());
    this.store = store;
    this.policy = settings.deletion();
    this.clock = clock;
    Inventory inventory = cloud.inventory();
    ResourceReader reader = cloud.reader();
    Directory directory = cloud.directory();
    RoleAssignments roles = cloud.roles();
    SecretStore secrets = cloud.secrets();
    var retrier = new Retrier(clock, Pauser.system(), new SecureRandom());
    this.finder =
        new BelongingsFinder(
            inventory,
            new Graveyard(reader, policy.rules().types()),
            runtime,
            directory,
            roles,
            secrets,
            () -> own ? store.ledger().unproven() : Set.of());
    this.previewer =
        new CleanupPreviewer(
            inventory, reader, store.ledger(), runtime, directory, roles, secrets, policy);
    this.cleanup =
        new RunCleanup(
            new Cleaner(
                runtime,
                inventory,
                reader,
                cloud.deleter(),
                new IdentityRetirer(directory, roles, secrets, retrier),
                store.ledger(),
                store.journal(),
                store.transactions(),
                retrier,
                policy),
            store.journal(),
            retrier,
            policy);
    this.audits =
        new RunAudits(
            installation,
            Books.of(store),
            new Auditor(agents.audit(), policy.width(), clock, policy.rules().types()::keepCopyOf));
  }

  /**
   * For one installation, ours or another that is to be taken over. Starts nothing.
   *
   * @param store stays the caller's to close
   */
  public static CleanupDesk open(
      InstallationId installation, PlaneSettings settings, PostgresStore store, Clock clock) {
    var cloud = new AzureCloud(settings.azure(), clock, store.tokens());
    AgentHouse agents = AgentHouse.of(settings, cloud);
    return new CleanupDesk(
        installation, settings, cloud, agents, agents.runtime(installation), store, clock);
  }

  public InstallationId installation() {
    return installation;
  }

  public Belongings belongings() {
    return finder.of(installation);
  }

  /** True when the run is known and not over: it cleans up by itself. */
  public boolean isActive(RunId run) {
    return own && store.runs().find(run).filter(known -> !known.isOver()).isPresent();
  }

  public CleanupPreview preview(RunId run) {
    return previewer.preview(RunScope.of(installation, run, scenarios(run)));
  }

  /** Cleans until it is clean, nothing can change, or the deadline passes. */
  public CleanupProgress clean(RunId run, Consumer<CleanupProgress> news) {
    return cleanup.clean(
        RunScope.of(installation, run, scenarios(run)),
        Integer.MAX_VALUE,
        clock.instant().plus(policy.deadline()),
        news);
  }

  /** Proves by reads of its own that nothing of the run is left. */
  public AuditReport audit(RunId run) {
    return audits.audit(run);
  }

  private List<ScenarioRun> scenarios(RunId run) {
    return own ? store.runs().scenarios(run) : List.of();
  }

  /** The sweep that does this by itself. */
  OrphanSweep sweep(OrphanSweep.SweepTimes times) {
    RunStore runs = store.runs();
    return new OrphanSweep(
        installation, finder, cleanup, runs, store.journal(), times, policy.deadline(), clock);
  }
}
