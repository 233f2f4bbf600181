package io.haymaker.postgres.replica;

import io.haymaker.core.replica.Load;
import io.haymaker.core.replica.LoadReadings;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.JdbiTransactions;
import io.haymaker.postgres.store.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Loads as the health snapshots have them; the snapshots of one sampling have one time. */
public final class PostgresLoadReadings implements LoadReadings {
  private final JdbiTransactions transactions;

  public PostgresLoadReadings(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Map<String, List<Load>> after(Instant time) {
    return transactions.with(
        handle -> {
          var loads = new HashMap<String, List<Load>>();
          handle
              .createQuery(
                  """
                  SELECT image, ts, avg(cpu_usage)::double precision AS cpu,
                         avg(memory_usage)::double precision AS memory
                    FROM health_snapshots
                   WHERE ts > :time AND status <> 'stopped'
                   GROUP BY image, ts ORDER BY ts
                  """)
              .bind("time", Columns.time(time))
              .map(
                  (result, _) -> {
                    var row = new Row(result);
                    return loads
                        .computeIfAbsent(row.text("image"), _ -> new ArrayList<>())
                        .add(
                            new Load(
                                row.time("ts"),
                                result.getDouble("cpu"),
                                result.getDouble("memory")));
                  })
              .list();
          return loads;
        });
  }
}
