package io.haymaker.postgres.scaler;

import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.ClaimStore;
import io.haymaker.core.scaler.History;
import io.haymaker.core.scaler.MessageKey;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerSnapshot.Hold;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.JdbiTransactions;
import io.haymaker.postgres.store.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Claims in the table {@code scaler_claims}. */
public final class PostgresClaimStore implements ClaimStore {
  private final JdbiTransactions transactions;

  public PostgresClaimStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  /** Who claims for the same scaler waits: room that two see is given to one. */
  @Override
  public List<Boolean> claim(List<Claim> claims, int most) {
    if (claims.isEmpty()) {
      return List.of();
    }
    ScalerName scaler = claims.getFirst().scaler();
    Set<String> given =
        transactions.with(
            handle -> {
              handle
                  .createQuery(
                      """
                      SELECT 1 FROM
                        (SELECT pg_advisory_xact_lock(hashtextextended(:lock, 0))) AS taken
                      """)
                  .bind("lock", "scaler_claims " + scaler)
                  .mapTo(Integer.class)
                  .one();
              return NewClaims.insert(handle, claims, most);
            });
    return claims.stream().map(claim -> given.contains(claim.container().value())).toList();
  }

  @Override
  public boolean launched(Claim claim) {
    return isFirstToSee(claim, "launched_at", claim.launchedAt());
  }

  @Override
  public boolean began(Claim claim) {
    return isFirstToSee(claim, "began_at", claim.beganAt());
  }

  private boolean isFirstToSee(Claim claim, String column, Optional<Instant> at) {
    return transactions.with(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE scaler_claims SET <column> = :at
                        WHERE container = :container AND ended_at IS NULL AND <column> IS NULL
                        """)
                    .define("column", column)
                    .bind("at", Columns.time(at))
                    .bind("container", claim.container().value())
                    .execute()
                == 1);
  }

  @Override
  public void withdraw(Claim claim) {
    transactions.with(
        handle ->
            handle
                .createUpdate(
                    """
                    DELETE FROM scaler_claims
                    WHERE container = :container AND ended_at IS NULL AND launched_at IS NULL
                      AND claimed_at = :claimed_at
                    """)
                .bind("container", claim.container().value())
                .bind("claimed_at", Columns.time(claim.claimedAt()))
                .execute());
  }

  @Override
  public void note(Claim claim, Claim.End end, boolean read) {
    transactions.with(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE scaler_claims SET ended_how = :how, ended_reason = :reason,
                      ended_log = :log
                    WHERE container = :container AND ended_at IS NULL
                      AND (:read OR ended_how IS NULL)
                    """)
                .bind("read", read)
                .bind("how", Row.name(end.how()))
                .bind("reason", Columns.text(end.reason()))
                .bind("log", Columns.text(end.log()))
                .bind("container", claim.container().value())
                .execute());
  }

  @Override
  public Optional<Claim.End> end(Claim claim, Claim.End end) {
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    """
                    UPDATE scaler_claims SET ended_at = :at,
                      ended_how = coalesce(ended_how, :how),
                      ended_reason = coalesce(ended_reason, :reason),
                      ended_log = coalesce(ended_log, :log)
                    WHERE container = :container AND ended_at IS NULL
                    RETURNING *
                    """)
                .bind("at", Columns.time(end.at()))
                .bind("how", Row.name(end.how()))
                .bind("reason", Columns.text(end.reason()))
                .bind("log", Columns.text(end.log()))
                .bind("container", claim.container().value())
                .map((row, _) -> ClaimRow.ended(row).end())
                .findOne());
  }

  @Override
  public List<Claim> live(ScalerName scaler) {
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM scaler_claims WHERE scaler = :scaler AND ended_at IS NULL
                    ORDER BY claimed_at, container
                    """)
                .bind("scaler", scaler.value())
                .map((row, _) -> ClaimRow.claim(row))
                .list());
  }

  @Override
  public Map<MessageKey, History> histories(ScalerName scaler, Collection<MessageKey> keys) {
    var histories = new HashMap<MessageKey, History>();
    transactions
        .with(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT subscription, message_id, sequence_number, count(*) AS attempts,
                          max(ended_at) AS last_ended,
                          max(container) FILTER (WHERE ended_at IS NULL) AS live
                        FROM scaler_claims
                          JOIN unnest(CAST(:subscriptions AS text[]), CAST(:ids AS text[]))
                            AS wanted (subscription, message_id) USING (subscription, message_id)
                        WHERE scaler = :scaler
                        GROUP BY subscription, message_id, sequence_number
                        """)
                    .bind("scaler", scaler.value())
                    .bind(
                        "subscriptions",
                        keys.stream().map(MessageKey::subscription).toArray(String[]::new))
                    .bind("ids", keys.stream().map(MessageKey::messageId).toArray(String[]::new))
                    .map((row, _) -> history(row))
                    .list())
        .forEach(known -> histories.merge(known.getKey(), known.getValue(), History::and));
    return histories;
  }

  private static Map.Entry<MessageKey, History> history(ResultSet result) throws SQLException {
    var row = new Row(result);
    return Map.entry(
        new MessageKey(row.text("subscription"), row.text("message_id")),
        new History(
            result.getInt("attempts"),
            Map.of(result.getLong("sequence_number"), result.getInt("attempts")),
            row.optionalTime("last_ended"),
            row.optionalText("live")));
  }

  @Override
  public List<Ended> ended(ScalerName scaler, int limit) {
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM scaler_claims WHERE scaler = :scaler AND ended_at IS NOT NULL
                    ORDER BY ended_at DESC, container LIMIT :limit
                    """)
                .bind("scaler", scaler.value())
                .bind("limit", limit)
                .map((row, _) -> ClaimRow.ended(row))
                .list());
  }

  @Override
  public Memory memory(ScalerName scaler) {
    return transactions.with(
        handle ->
            handle
                .createQuery("SELECT * FROM scaler_memories WHERE scaler = :scaler")
                .bind("scaler", scaler.value())
                .map((row, _) -> memory(row))
                .findOne()
                .orElse(Memory.NONE));
  }

  private static Memory memory(ResultSet result) throws SQLException {
    var row = new Row(result);
    Optional<Instant> until = row.optionalTime("hold_until");
    return new Memory(
        row.optionalText("last_served"),
        row.optionalText("hold_reason").flatMap(why -> until.map(end -> new Hold(why, end))),
        result.getInt("holds"),
        row.flag("paused"));
  }

  @Override
  public void remember(ScalerName scaler, Memory memory) {
    transactions.with(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO scaler_memories
                      (scaler, last_served, hold_reason, hold_until, holds, paused)
                    VALUES (:scaler, :last_served, :hold_reason, :hold_until, :holds, false)
                    ON CONFLICT (scaler) DO UPDATE SET last_served = excluded.last_served,
                      hold_reason = excluded.hold_reason, hold_until = excluded.hold_until,
                      holds = excluded.holds
                    """)
                .bind("scaler", scaler.value())
                .bind("last_served", memory.lastServed().orElse(null))
                .bind("hold_reason", memory.hold().map(Hold::reason).orElse(null))
                .bind("hold_until", Columns.time(memory.hold().map(Hold::until)))
                .bind("holds", memory.holds())
                .execute());
  }

  @Override
  public void pause(ScalerName scaler, boolean paused) {
    transactions.with(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO scaler_memories (scaler, holds, paused)
                    VALUES (:scaler, 0, :paused)
                    ON CONFLICT (scaler) DO UPDATE SET paused = excluded.paused
                    """)
                .bind("scaler", scaler.value())
                .bind("paused", paused)
                .execute());
  }
}
