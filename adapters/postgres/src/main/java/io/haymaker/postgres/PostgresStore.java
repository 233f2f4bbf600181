package io.haymaker.postgres;

import com.zaxxer.hikari.HikariConfig;
import io.haymaker.core.access.ApiKeyStore;
import io.haymaker.core.alert.AlertOutbox;
import io.haymaker.core.chore.Chore;
import io.haymaker.core.chore.ChoreQueue;
import io.haymaker.core.chore.LookWatcher;
import io.haymaker.core.endpoint.EndpointStore;
import io.haymaker.core.event.Journal;
import io.haymaker.core.health.HealthRecords;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.limit.TokenBank;
import io.haymaker.core.ownership.Installation;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.replica.LoadReadings;
import io.haymaker.core.replica.ReplicaStore;
import io.haymaker.core.resource.Ledger;
import io.haymaker.core.run.ReportStore;
import io.haymaker.core.run.RunHandler;
import io.haymaker.core.run.RunStore;
import io.haymaker.core.run.WorkQueue;
import io.haymaker.core.scaler.ClaimStore;
import io.haymaker.core.schedule.ScheduleStore;
import io.haymaker.core.store.Transactions;
import io.haymaker.core.watch.ContainerHistory;
import io.haymaker.postgres.access.PostgresApiKeyStore;
import io.haymaker.postgres.alert.PostgresAlerts;
import io.haymaker.postgres.endpoint.PostgresEndpointStore;
import io.haymaker.postgres.event.PostgresJournal;
import io.haymaker.postgres.health.PostgresHealthRecords;
import io.haymaker.postgres.limit.PostgresBank;
import io.haymaker.postgres.replica.PostgresLoadReadings;
import io.haymaker.postgres.replica.PostgresReplicaStore;
import io.haymaker.postgres.resource.PostgresLedger;
import io.haymaker.postgres.run.PostgresReportStore;
import io.haymaker.postgres.run.PostgresRunStore;
import io.haymaker.postgres.scaler.PostgresClaimStore;
import io.haymaker.postgres.schedule.PostgresScheduleStore;
import io.haymaker.postgres.store.HangWatch;
import io.haymaker.postgres.store.JdbiTransactions;
import io.haymaker.postgres.watch.PostgresContainerHistory;
import io.haymaker.postgres.work.Attendance;
import io.haymaker.postgres.work.ChoreWorkers;
import io.haymaker.postgres.work.PostgresChoreQueue;
import io.haymaker.postgres.work.PostgresWorkQueue;
import io.haymaker.postgres.work.RunWorkers;
import io.haymaker.postgres.work.WorkSettings;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * The stores on one database, which share their transactions. Any number of processes may have the
 * same database open.
 */
public final class PostgresStore implements AutoCloseable {
  private static final int CONNECTIONS = 12;

  /** With the second that a greeting may take it is less than two. */
  private static final Duration SUSPICIOUS = Duration.ofMillis(600);

  private final PromptPool pool;
  private final HangWatch hangs;
  private final JdbiTransactions transactions;
  private final PostgresWorkQueue work;
  private final PostgresChoreQueue chores;
  private final InstallationId installation;
  private final Clock clock;
  private volatile LookWatcher watcher = LookWatcher.NOBODY;

  private PostgresStore(PromptPool pool, Clock clock, Optional<InstallationId> known) {
    Jdbi jdbi = Jdbi.create(pool);
    this.pool = pool;
    this.hangs = new HangWatch(SUSPICIOUS, pool::greets);
    this.clock = clock;
    this.transactions = new JdbiTransactions(jdbi);
    this.work = new PostgresWorkQueue(transactions);
    this.chores = new PostgresChoreQueue(transactions);
    this.installation =
        InstallationTable.idOf(
            transactions, known.orElseGet(() -> InstallationId.random(new SecureRandom())));
  }

  /**
   * Opens the database, brings its tables up to date and makes the installation's id where there is
   * none. Safe to call from several processes at once. Starts no work: see {@link #startWorkers}.
   *
   * @throws DatabaseUnavailableException when it cannot be reached or its tables are not ours
   */
  public static PostgresStore open(DatabaseAddress address, Clock clock) {
    return open(address, clock, Optional.empty());
  }

  /**
   * The same.
   *
   * @param known the installation's id, for a database that has none yet; one that has keeps its
   *     own
   */
  public static PostgresStore open(
      DatabaseAddress address, Clock clock, Optional<InstallationId> known) {
    PromptPool pool = null;
    try {
      pool = new PromptPool(settings(address));
      Migration.run(pool);
      return new PostgresStore(pool, clock, known);
    } catch (RuntimeException e) {
      if (pool != null) {
        pool.close();
      }
      throw DatabaseUnavailableException.at(address, e);
    }
  }

  private static HikariConfig settings(DatabaseAddress address) {
    var config = new HikariConfig();
    config.setPoolName("haymaker");
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    address.password().map(SecretValue::reveal).ifPresent(config::setPassword);
    config.setMaximumPoolSize(CONNECTIONS);
    PromptPool.patient(config);
    config.addDataSourceProperty("ApplicationName", "haymaker");
    // Whoever is frozen in the middle of a transaction must not keep the others from its rows. No
    // transaction of ours waits for anything but the database.
    config.setConnectionInitSql("SET idle_in_transaction_session_timeout = '15s'");
    // A server that vanished without a word must not hold a thread for ever.
    config.addDataSourceProperty("socketTimeout", "60");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    return config;
  }

  public Transactions transactions() {
    return transactions;
  }

  public RunStore runs() {
    return new PostgresRunStore(transactions);
  }

  public Ledger ledger() {
    return new PostgresLedger(transactions);
  }

  public Journal journal() {
    return new PostgresJournal(transactions);
  }

  public WorkQueue work() {
    return work;
  }

  public ScheduleStore schedules() {
    return new PostgresScheduleStore(transactions);
  }

  /** What the queue scalers claimed. */
  public ClaimStore claims() {
    return new PostgresClaimStore(transactions);
  }

  public ChoreQueue chores() {
    return chores;
  }

  /** How late each chore is that workers of this process carry out. */
  public Map<String, Duration> choreLags() {
    return chores.lags(clock.instant());
  }

  /** What is wanted of managed containers. */
  public ReplicaStore replicas() {
    return new PostgresReplicaStore(transactions);
  }

  /** How busy containers were, as far as health was sampled. */
  public LoadReadings loads() {
    return new PostgresLoadReadings(transactions);
  }

  public ReportStore reports() {
    return new PostgresReportStore(transactions);
  }

  /** Alerts that wait to be taken. */
  public AlertOutbox alerts() {
    return new PostgresAlerts(transactions, chores);
  }

  /** The token buckets that all replicas share. */
  public TokenBank tokens() {
    return new PostgresBank(transactions);
  }

  public ApiKeyStore apiKeys() {
    return new PostgresApiKeyStore(transactions);
  }

  /** What happened to containers. */
  public ContainerHistory containerHistory() {
    return new PostgresContainerHistory(transactions);
  }

  /** How containers fared. */
  public HealthRecords health() {
    return new PostgresHealthRecords(transactions);
  }

  /** The registered endpoints. */
  public EndpointStore endpoints() {
    return new PostgresEndpointStore(transactions);
  }

  public Installation installation() {
    return () -> installation;
  }

  /** Has every look watched that workers started from now on take. */
  public void watchLooks(LookWatcher by) {
    watcher = by;
  }

  /**
   * Starts to look at runs when they are due, until what is returned is closed. Close it before the
   * store.
   */
  public RunWorkers startWorkers(RunHandler handler, WorkSettings settings) {
    LookWatcher by = watcher;
    return RunWorkers.start(
        pool, transactions, work, run -> by.run(run, () -> handler.handle(run)), settings, clock);
  }

  /**
   * Starts to carry out chores when they are due, until what is returned is closed. Close it before
   * the store.
   */
  public ChoreWorkers startChores(List<Chore> all, WorkSettings settings) {
    LookWatcher by = watcher;
    List<Chore> watched = all.stream().<Chore>map(chore -> new Watched(chore, by)).toList();
    return ChoreWorkers.start(pool, transactions, chores, watched, settings, clock);
  }

  private record Watched(Chore chore, LookWatcher by) implements Chore {
    @Override
    public String name() {
      return chore.name();
    }

    @Override
    public Instant look() {
      return by.chore(chore.name(), chore::look);
    }
  }

  /**
   * Says that this process attends to something, until what is returned is closed or the process
   * ends, however it ends.
   */
  public Attendance attend(String what) {
    return Attendance.begin(pool, what);
  }

  /** Whether any process on the database {@linkplain #attend attends} to it now. */
  public boolean isAttended(String what) {
    return Attendance.isOn(transactions, what);
  }

  /**
   * For who has somebody waiting: from now on calls fail within two seconds when the database is
   * gone or hangs. Without this they wait for it, up to 20 seconds.
   */
  public void beImpatient() {
    pool.beImpatient();
    transactions.watchedBy(hangs);
  }

  /** Whether the database answers within a second. */
  public boolean answers() {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Closes all connections. */
  @Override
  public void close() {
    hangs.close();
    pool.close();
  }
}
