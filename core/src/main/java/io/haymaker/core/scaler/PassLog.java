package io.haymaker.core.scaler;

import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.runtime.ContainerView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Records what a pass does, as it does it: in the database together with the journal, and for its
 * report. Safe for many threads.
 */
final class PassLog {
  private final ScalerWorld world;
  private final Queue<Claim> unwritten = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock();
  private final List<Claim> started = new CopyOnWriteArrayList<>();
  private final List<Claim> began = new CopyOnWriteArrayList<>();
  private final List<ClaimStore.Ended> ended = new CopyOnWriteArrayList<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private volatile long unread;

  PassLog(ScalerWorld world) {
    this.world = world;
  }

  /** So many messages, about, wait behind those that were looked at. */
  void unread(long messages) {
    unread = messages;
  }

  void problem(String what) {
    problems.add(what);
  }

  /**
   * Notes that a container was taken on, unless somebody has noted it. Who calls it at the same
   * time as others may leave the writing to one of them; {@link #settle} waits for that.
   */
  void started(Claim claim) {
    unwritten.add(claim);
    while (!unwritten.isEmpty() && writing.tryLock()) {
      try {
        writeStarted();
      } finally {
        writing.unlock();
      }
    }
  }

  /** On return all that was noted so far is written, or one of the writers has failed. */
  void settle() {
    writing.lock();
    try {
      writeStarted();
    } finally {
      writing.unlock();
    }
  }

  /** All that has gathered, in one transaction. */
  private void writeStarted() {
    var batch = new ArrayList<Claim>();
    for (Claim claim = unwritten.poll(); claim != null; claim = unwritten.poll()) {
      batch.add(claim);
    }
    if (!batch.isEmpty()) {
      started.addAll(
          world.transactions().call(() -> batch.stream().filter(this::isFirstToNote).toList()));
    }
  }

  private boolean isFirstToNote(Claim claim) {
    boolean noted = world.claims().launched(claim);
    if (noted) {
      journal(
          UUID.randomUUID(),
          "container_started",
          Severity.INFO,
          "container %s for message %s, attempt %d"
              .formatted(claim.container(), claim.key(), claim.attempt()),
          Map.of("container", claim.container().value()));
    }
    return noted;
  }

  /**
   * Notes since when containers run, each unless somebody has noted it.
   *
   * @param claims with {@code beganAt}
   */
  void began(List<Claim> claims) {
    if (!claims.isEmpty()) {
      began.addAll(
          world.transactions().call(() -> claims.stream().filter(world.claims()::began).toList()));
    }
  }

  /** Ends a claim, unless somebody has ended it. */
  void ended(Claim claim, Claim.End said) {
    world
        .transactions()
        .call(
            () -> {
              Optional<Claim.End> kept = world.claims().end(claim, said);
              kept.ifPresent(end -> journal(claim, end));
              return kept;
            })
        .ifPresent(end -> ended.add(new ClaimStore.Ended(claim, end)));
  }

  private void journal(Claim claim, Claim.End end) {
    boolean well = end.how() == Claim.How.SUCCEEDED || end.how() == Claim.How.ORPHANED;
    journal(
        UUID.randomUUID(),
        "container_ended",
        well ? Severity.INFO : Severity.WARNING,
        "container %s of message %s: %s %s"
            .formatted(claim.container(), claim.key(), end.how(), end.reason())
            .strip(),
        Map.of("container", claim.container().value(), "log", end.log()));
  }

  /** The end of a container of which nothing is recorded; once, however often it is tried. */
  void stranger(ContainerView view, Claim.End end) {
    String name = view.handle().name().value();
    journal(
        named("%s %s %s".formatted(view.handle().nativeId(), end.how(), end.log())),
        "container_ended",
        Severity.INFO,
        "container %s, which is on no record: %s %s"
            .formatted(name, end.how(), end.reason())
            .strip(),
        Map.of("container", name, "log", end.log()));
  }

  /** Once for each message and reason, however often it is seen. */
  void refused(WaitingMessage message, Problem problem) {
    passedBy(message, "message_refused", problem.message());
  }

  /** Once for each message. */
  void poison(WaitingMessage message, int attempts) {
    passedBy(
        message, "message_poison", "poison: %d containers ended and left it".formatted(attempts));
  }

  private void passedBy(WaitingMessage message, String type, String reason) {
    String what =
        "message %s at %d of %s: %s"
            .formatted(
                message.messageId().orElse("without id"),
                message.sequenceNumber(),
                message.subscription(),
                reason);
    journal(named(what), type, Severity.WARNING, what, Map.of());
  }

  private UUID named(String what) {
    return UUID.nameUUIDFromBytes(
        (world.installation() + "/" + world.scaler().name() + "/" + what)
            .getBytes(StandardCharsets.UTF_8));
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
        world.clock().instant(),
        plan,
        unread,
        alive,
        world.scaler().capacity(),
        started,
        began,
        ended,
        problems);
  }
}
