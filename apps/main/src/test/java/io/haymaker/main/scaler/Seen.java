package io.haymaker.main.scaler;

import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.ClaimStore;
import io.haymaker.core.scaler.FileSize;
import io.haymaker.core.scaler.MessageKey;
import io.haymaker.core.scaler.MessageOutlook;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.PlatformRoom;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerPlan;
import io.haymaker.core.scaler.ScalerPlan.Decision;
import io.haymaker.core.scaler.ScalerPreview;
import io.haymaker.core.scaler.Verdict;
import io.haymaker.core.scaler.WaitingMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What scalers may have seen and done, at noon. */
final class Seen {
  static final ScalerName NAME = new ScalerName("main");
  static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  static final ContainerSize SIZE = new ContainerSize(2, 4);

  /** Moves the cursor, ends the line, and turns the text about. */
  static final String EVIL = "a\u001b[2Jb\nc\u202ed";

  static final String TAMED = "a?[2Jb?c?d";

  private Seen() {}

  /** Enqueued five seconds ago in {@code small}, of 512 MB. */
  static WaitingMessage message(String id) {
    return message(Optional.of(id), Optional.of("512"));
  }

  static WaitingMessage message(Optional<String> id, Optional<String> size) {
    return new WaitingMessage("small", 7, NOON.minusSeconds(5), id, size);
  }

  static Verdict.Start start(int attempt) {
    return new Verdict.Start(attempt, new FileSize(512), SIZE);
  }

  static MessageOutlook outlook(WaitingMessage message, Verdict verdict) {
    return new MessageOutlook(message, verdict, Optional.empty());
  }

  /** One container of five is alive. */
  static ScalerPreview preview(List<String> problems, MessageOutlook... messages) {
    return new ScalerPreview(
        NAME, NOON, 5, 1, false, Optional.empty(), List.of(messages), 0, problems);
  }

  /** With 1500 more messages behind these. */
  static PlannedScaler cut(MessageOutlook... messages) {
    return new PlannedScaler(
        new ScalerPreview(
            NAME, NOON, 5, 1, false, Optional.empty(), List.of(messages), 1500, List.of()),
        Optional.empty());
  }

  static PlannedScaler plan(MessageOutlook... messages) {
    return new PlannedScaler(preview(List.of(), messages), Optional.empty());
  }

  static PlannedScaler plan(PlatformRoom room) {
    return new PlannedScaler(preview(List.of()), Optional.of(room));
  }

  static Claim claim(String id, int attempt) {
    return new Claim(
        NAME,
        new MessageKey("small", id),
        7,
        NOON.minusSeconds(60),
        attempt,
        new ContainerName("worker-" + attempt),
        new FileSize(512),
        SIZE,
        NOON.minusSeconds(50),
        Optional.of(NOON.minusSeconds(40)));
  }

  static ClaimStore.Ended ended(Claim claim, Claim.How how, String reason, String log) {
    return new ClaimStore.Ended(claim, new Claim.End(NOON, how, reason, log));
  }

  static PassReport report(
      List<Claim> started,
      List<ClaimStore.Ended> ended,
      List<String> problems,
      Decision... decisions) {
    return new PassReport(
        NOON,
        new ScalerPlan(List.of(decisions), Optional.empty()),
        0,
        1,
        5,
        started,
        List.of(),
        ended,
        problems);
  }
}
