package io.haymaker.core.scaler;

import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Records what a pass does, as it does it: in the database together with the journal, and for its
 * report. Safe for many threads.
 */
final class PassLog {
  private final ScalerWorld world;
  private final List<Claim> started = new CopyOnWriteArrayList<>();
  private final List<ClaimStore.Ended> ended = new CopyOnWriteArrayList<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();

  PassLog(ScalerWorld world) {
    this.world = world;
  }

  void problem(String what) {
    problems.add(what);
  }

  void started(Claim claim) {
    world
        .transactions()
        .run(
            () -> {
              world.claims().launched(claim);
              journal(
                  UUID.randomUUID(),
                  "container_started",
                  Severity.INFO,
                  "container %s for message %s, attempt %d"
                      .formatted(claim.container(), claim.key(), claim.attempt()),
                  Map.of("container", claim.container().value()));
            });
    started.add(claim);
  }

  void ended(Claim claim, Claim.End end) {
    boolean well = end.how() == Claim.How.SUCCEEDED || end.how() == Claim.How.ORPHANED;
    world
        .transactions()
        .run(
            () -> {
              world.claims().end(claim, end);
              journal(
                  UUID.randomUUID(),
                  "container_ended",
                  well ? Severity.INFO : Severity.WARNING,
                  "container %s of message %s: %s %s"
                      .formatted(claim.container(), claim.key(), end.how(), end.reason())
                      .strip(),
                  Map.of("container", claim.container().value(), "log", end.log()));
            });
    ended.add(new ClaimStore.Ended(claim, end));
  }

  /** Once for each message and reason, however often it is seen. */
  void passedBy(WaitingMessage message, String reason) {
    String what =
        "message %s at %d of %s: %s"
            .formatted(
                message.messageId().orElse("without id"),
                message.sequenceNumber(),
                message.subscription(),
                reason);
    journal(
        UUID.nameUUIDFromBytes(
            (world.installation() + "/" + world.scaler().name() + "/" + what)
                .getBytes(StandardCharsets.UTF_8)),
        "message_refused",
        Severity.WARNING,
        what,
        Map.of());
  }

  private void journal(
      UUID id, String type, Severity severity, String message, Map<String, String> more) {
    var details = new HashMap<>(more);
    details.put("scaler", world.scaler().name().value());
    world
        .journal()
        .append(
            new JournalEntry(
                id,
                world.clock().instant(),
                Optional.empty(),
                Optional.empty(),
                type,
                severity,
                message,
                Optional.empty(),
                details));
  }

  PassReport report(ScalerPlan plan, int alive) {
    return new PassReport(
        world.clock().instant(), plan, alive, world.scaler().capacity(), started, ended, problems);
  }
}
