package io.haymaker.postgres.embedded;

import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.ownership.RunId;
import io.haymaker.postgres.PostgresStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/** A process that has a database, writes a line into its journal and stays. */
final class DatabaseHolder {
  private DatabaseHolder() {}

  public static void main(String[] args) throws IOException {
    var database = EmbeddedDatabase.start(Path.of(args[0]));
    var store = PostgresStore.open(database.address(), Clock.systemUTC());
    var run = new RunId(UUID.fromString(args[1]));
    store
        .journal()
        .append(JournalEntry.of(Clock.systemUTC().instant(), run, "x", Severity.INFO, "kept"));
    System.out.println("written");
    System.out.println(System.in.read());
  }
}
