package io.haymaker.postgres;

import io.haymaker.core.ownership.InstallationId;
import io.haymaker.postgres.store.JdbiTransactions;
import java.security.SecureRandom;

/** The table with the installation's id. */
final class InstallationTable {
  private InstallationTable() {}

  /** The id; a new one the first time. Of several who ask first, all get the same. */
  static InstallationId idOf(JdbiTransactions transactions, SecureRandom random) {
    return transactions.with(
        handle -> {
          handle
              .createUpdate(
                  "INSERT INTO installation (installation_id) VALUES (:id) ON CONFLICT DO NOTHING")
              .bind("id", InstallationId.random(random).value())
              .execute();
          return new InstallationId(
              handle
                  .createQuery("SELECT installation_id FROM installation")
                  .mapTo(String.class)
                  .one());
        });
  }
}
