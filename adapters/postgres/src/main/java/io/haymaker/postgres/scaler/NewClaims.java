package io.haymaker.postgres.scaler;

import io.haymaker.core.scaler.Claim;
import io.haymaker.postgres.store.Columns;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Handle;

/** Inserts claims, several in one statement. */
final class NewClaims {
  private NewClaims() {}

  /**
   * Inserts those that may be claimed, as many as there is room for, in their order.
   *
   * @param claims of one scaler, for which nobody else claims until the transaction ends
   * @return the containers of those that were inserted
   */
  static Set<String> insert(Handle handle, List<Claim> claims, int most) {
    return handle
        .createQuery(
            """
            INSERT INTO scaler_claims
              (container, scaler, subscription, message_id, sequence_number, enqueued_at,
               attempt, file_size_mb, cpu_cores, memory_gb, claimed_at)
            SELECT container, :scaler, subscription, message_id, sequence_number,
              CAST(enqueued_at AS timestamptz), attempt, file_size_mb, cpu_cores, memory_gb,
              CAST(claimed_at AS timestamptz)
            FROM unnest(CAST(:containers AS text[]), CAST(:subscriptions AS text[]),
              CAST(:message_ids AS text[]), CAST(:sequence_numbers AS bigint[]),
              CAST(:enqueued AS text[]), CAST(:attempts AS integer[]),
              CAST(:sizes AS double precision[]), CAST(:cores AS double precision[]),
              CAST(:memories AS double precision[]), CAST(:claimed AS text[])) WITH ORDINALITY
              AS wanted (container, subscription, message_id, sequence_number, enqueued_at,
                attempt, file_size_mb, cpu_cores, memory_gb, claimed_at, place)
            WHERE NOT EXISTS (SELECT 1 FROM scaler_claims AS known
                WHERE known.container = wanted.container)
              AND NOT EXISTS (SELECT 1 FROM scaler_claims AS known
                WHERE known.scaler = :scaler AND known.subscription = wanted.subscription
                  AND known.message_id = wanted.message_id
                  AND (known.ended_at IS NULL OR known.attempt = wanted.attempt))
            ORDER BY place
            LIMIT greatest(0, :most - (SELECT count(*) FROM scaler_claims
              WHERE scaler = :scaler AND ended_at IS NULL))
            ON CONFLICT DO NOTHING
            RETURNING container
            """)
        .bind("scaler", claims.getFirst().scaler().value())
        .bind("most", most)
        .bind("containers", column(claims, String[]::new, claim -> claim.container().value()))
        .bind("subscriptions", column(claims, String[]::new, claim -> claim.key().subscription()))
        .bind("message_ids", column(claims, String[]::new, claim -> claim.key().messageId()))
        .bind("sequence_numbers", column(claims, Long[]::new, Claim::sequenceNumber))
        .bind("enqueued", column(claims, String[]::new, claim -> time(claim.enqueuedAt())))
        .bind("attempts", column(claims, Integer[]::new, Claim::attempt))
        .bind("sizes", column(claims, Double[]::new, claim -> claim.file().megabytes()))
        .bind("cores", column(claims, Double[]::new, claim -> claim.size().cpuCores()))
        .bind("memories", column(claims, Double[]::new, claim -> claim.size().memoryGb()))
        .bind("claimed", column(claims, String[]::new, claim -> time(claim.claimedAt())))
        .mapTo(String.class)
        .set();
  }

  private static String time(Instant at) {
    return Columns.time(at).toString();
  }

  private static <T> T[] column(
      List<Claim> claims, IntFunction<T[]> array, Function<Claim, T> value) {
    return claims.stream().map(value).toArray(array);
  }
}
