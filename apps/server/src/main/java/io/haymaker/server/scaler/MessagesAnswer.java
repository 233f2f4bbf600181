package io.haymaker.server.scaler;

import io.haymaker.core.outcome.Problem;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.scaler.FileSize;
import io.haymaker.core.scaler.MessageOutlook;
import io.haymaker.core.scaler.ScalerPreview;
import io.haymaker.core.scaler.Verdict;
import io.haymaker.core.scaler.WaitingMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a scaler.
 *
 * @param alive containers that take up room
 * @param more so many messages, about, wait that are not told of; 0 when all are
 * @param problems what could not be looked at; empty when all could
 */
public record MessagesAnswer(
    String name,
    Instant at,
    int capacity,
    int alive,
    boolean paused,
    List<MessageAnswer> messages,
    long more,
    List<String> problems) {

  /**
   * A message.
   *
   * @param fileSizeMb as its sender wrote it
   * @param verdict {@code start}, {@code served}, {@code waits}, {@code refused} or {@code poison}
   * @param reason why, in words; null when it is to be started
   * @param container that it has
   * @param attempt the how many-th container it gets, or how many it had
   * @param cpu cores of the container that it gets
   * @param memoryGb of the container that it gets
   * @param until when the reason to wait ends
   * @param startsAt when its container is likely to be started; null when nobody knows
   */
  public record MessageAnswer(
      String subscription,
      long sequenceNumber,
      Instant enqueuedAt,
      @Nullable String messageId,
      @Nullable String fileSizeMb,
      String verdict,
      @Nullable String reason,
      @Nullable String container,
      @Nullable Integer attempt,
      @Nullable Double cpu,
      @Nullable Double memoryGb,
      @Nullable Instant until,
      @Nullable Instant startsAt) {}

  /** What a verdict says, in the fields of the wire. */
  private record Said(
      String verdict,
      @Nullable String reason,
      @Nullable String container,
      @Nullable Integer attempt,
      @Nullable ContainerSize size,
      @Nullable Instant until) {}

  /**
   * @param most so many messages at most
   */
  static MessagesAnswer of(ScalerPreview preview, int most) {
    return new MessagesAnswer(
        preview.name().value(),
        preview.at(),
        preview.capacity(),
        preview.alive(),
        preview.paused(),
        preview.messages().stream().limit(most).map(MessagesAnswer::message).toList(),
        preview.more() + Math.max(0, preview.messages().size() - most),
        preview.problems());
  }

  private static MessageAnswer message(MessageOutlook outlook) {
    WaitingMessage message = outlook.message();
    Said said = said(outlook.verdict());
    Optional<ContainerSize> size = Optional.ofNullable(said.size());
    return new MessageAnswer(
        message.subscription(),
        message.sequenceNumber(),
        message.enqueuedAt(),
        message.messageId().orElse(null),
        message.fileSize().orElse(null),
        said.verdict(),
        said.reason(),
        said.container(),
        said.attempt(),
        size.map(ContainerSize::cpuCores).orElse(null),
        size.map(ContainerSize::memoryGb).orElse(null),
        said.until(),
        outlook.startsAt().orElse(null));
  }

  private static Said said(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Start(int attempt, FileSize _, ContainerSize size) ->
          new Said("start", null, null, attempt, size, null);
      case Verdict.Served(String container) ->
          new Said("served", "it has a container", container, null, null, null);
      case Verdict.Waits(String reason, Optional<Instant> until) ->
          new Said("waits", reason, null, null, null, until.orElse(null));
      case Verdict.Refused(Problem problem) ->
          new Said("refused", problem.toString(), null, null, null, null);
      case Verdict.Poison(int attempts) ->
          new Said(
              "poison",
              "it had %d containers and waits still".formatted(attempts),
              null,
              attempts,
              null,
              null);
    };
  }
}
