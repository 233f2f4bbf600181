package io.haymaker.postgres;

import io.haymaker.core.ownership.InstallationId;
import io.haymaker.postgres.store.JdbiTransactions;

/** The table with the installation's id. */
final class InstallationTable {
  private InstallationTable() {}

  /** The id; the new one the first time. Of several who ask first, all get the same. */
  static InstallationId idOf(JdbiTransactions transactions, InstallationId newId) {
    return transactions.with(
        handle -> {
          handle
              .createUpdate(
                  "INSERT INTO installation (installation_id) VALUES (:id) ON CONFLICT DO NOTHING")
              .bind("id", newId.value())
              .execute();
          return new InstallationId(
              handle
                  .createQuery("SELECT installation_id FROM installation")
                  .mapTo(String.class)
                  .one());
        });
  }
}
