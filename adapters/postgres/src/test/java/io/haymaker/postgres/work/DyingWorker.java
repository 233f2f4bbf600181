package io.haymaker.postgres.work;

import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.postgres.PostgresStore;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A process that takes a run and never ends its look at it. */
final class DyingWorker {
  private DyingWorker() {}

  public static void main(String[] args) throws InterruptedException {
    var database = new DatabaseAddress(args[0], "postgres", Optional.empty());
    var store = PostgresStore.open(database, Clock.systemUTC());
    var never = new CountDownLatch(1);
    store.startWorkers(
        run -> {
          System.out.println("looking at " + run);
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Optional.empty();
        },
        QuickWork.SETTINGS);
    never.await();
  }
}
