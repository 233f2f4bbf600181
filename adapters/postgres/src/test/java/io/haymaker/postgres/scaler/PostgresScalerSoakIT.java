package io.haymaker.postgres.scaler;

import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.testkit.scaler.ScalerBooks;
import io.haymaker.testkit.scaler.ScalerSoak;
import org.junit.jupiter.api.Test;

/** A scaler's records hold in bad weather in the real database too, with fewer messages. */
final class PostgresScalerSoakIT {

  @Test
  void messagesAreServedInBadWeather() {
    try (PostgresStore store = TestServer.open(PostgresScalerSoakIT.class)) {
      // By this seed every kind of trouble comes among so few messages, too.
      var soak =
          new ScalerSoak(
              2,
              new ScalerBooks(
                  store.claims(), store.journal(), store.transactions(), store.installation()));

      soak.run(120);

      soak.assertAllIsWell();
      soak.assertItWasHard();
    }
  }
}
