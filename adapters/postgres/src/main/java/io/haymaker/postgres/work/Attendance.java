package io.haymaker.postgres.work;

import io.haymaker.postgres.store.JdbiTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That a process attends to something: a shared lock of a database session, which ends with the
 * session. It keeps nobody out; it only tells others that somebody is there.
 *
 * <p>When the session is lost while the process goes on, others believe that nobody is there until
 * the process is started again. Nothing but advice to people may depend on it.
 */
public final class Attendance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Attendance.class);

  /** Tells our locks of this kind from others in the two-number name space of advisory locks. */
  private static final int OURS = 0x4841594d;

  private final Connection session;

  private Attendance(Connection session) {
    this.session = session;
  }

  /** Begins it with a connection that the pool does without meanwhile. */
  public static Attendance begin(DataSource dataSource, String what) {
    try {
      Connection session = dataSource.getConnection();
      try (PreparedStatement lock =
          session.prepareStatement("SELECT pg_advisory_lock_shared(?, hashtext(?))")) {
        lock.setInt(1, OURS);
        lock.setString(2, what);
        lock.execute();
        return new Attendance(session);
      } catch (SQLException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot attend to " + what, e);
    }
  }

  /** Whether anybody attends to it now. */
  public static boolean isOn(JdbiTransactions transactions, String what) {
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT EXISTS (SELECT FROM pg_locks
                      WHERE locktype = 'advisory' AND granted AND objsubid = 2
                        AND database = (SELECT oid FROM pg_database
                          WHERE datname = current_database())
                        AND classid = CAST(:ours AS oid)
                        AND objid = CAST(CAST(hashtext(:what) AS bigint) & 4294967295 AS oid))
                    """)
                .bind("ours", OURS)
                .bind("what", what)
                .mapTo(Boolean.class)
                .one());
  }

  /** Ends it. */
  @Override
  public void close() {
    try (session;
        var unlock = session.prepareStatement("SELECT pg_advisory_unlock_all()")) {
      unlock.execute();
    } catch (SQLException e) {
      // The session is lost, and the lock with it.
      LOG.warn("the session of an attendance was lost", e);
    }
  }
}
