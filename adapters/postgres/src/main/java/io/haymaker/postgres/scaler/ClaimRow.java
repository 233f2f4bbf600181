package io.haymaker.postgres.scaler;

import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.ClaimStore.Ended;
import io.haymaker.core.scaler.FileSize;
import io.haymaker.core.scaler.MessageKey;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.postgres.store.Row;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A claim as a row of {@code scaler_claims}. */
final class ClaimRow {
  private ClaimRow() {}

  static Claim claim(ResultSet result) throws SQLException {
    var row = new Row(result);
    return new Claim(
        new ScalerName(row.text("scaler")),
        new MessageKey(row.text("subscription"), row.text("message_id")),
        result.getLong("sequence_number"),
        row.time("enqueued_at"),
        result.getInt("attempt"),
        new ContainerName(row.text("container")),
        new FileSize(result.getDouble("file_size_mb")),
        new ContainerSize(result.getDouble("cpu_cores"), result.getDouble("memory_gb")),
        row.time("claimed_at"),
        row.optionalTime("launched_at"),
        row.optionalTime("began_at"));
  }

  static Ended ended(ResultSet result) throws SQLException {
    var row = new Row(result);
    return new Ended(
        claim(result),
        new Claim.End(
            row.time("ended_at"),
            row.constant("ended_how", Claim.How.class),
            row.text("ended_reason"),
            row.text("ended_log")));
  }
}
