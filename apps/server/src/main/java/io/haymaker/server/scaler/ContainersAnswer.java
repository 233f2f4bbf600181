package io.haymaker.server.scaler;

import io.haymaker.core.outcome.Problem;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.ClaimStore;
import io.haymaker.core.scaler.ScalerFleet;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The containers of a scaler.
 *
 * @param present those that are there or are claimed
 * @param ended the last that ended, newest first
 * @param problem why it is not known which are there; null when it is
 */
public record ContainersAnswer(List<Present> present, List<Past> ended, @Nullable String problem) {

  /**
   * The message that a container was made for, and when.
   *
   * @param attempt the how many-th container of its message
   * @param launchedAt when the runtime had taken the request; null while nobody knows
   * @param beganAt when its program began to run; null while no pass has seen it
   */
  public record Made(
      String subscription,
      String messageId,
      long sequenceNumber,
      int attempt,
      double fileSizeMb,
      double cpu,
      double memoryGb,
      Instant enqueuedAt,
      Instant claimedAt,
      @Nullable Instant launchedAt,
      @Nullable Instant beganAt) {
    static Made of(Claim claim) {
      return new Made(
          claim.key().subscription(),
          claim.key().messageId(),
          claim.sequenceNumber(),
          claim.attempt(),
          claim.file().megabytes(),
          claim.size().cpuCores(),
          claim.size().memoryGb(),
          claim.enqueuedAt(),
          claim.claimedAt(),
          claim.launchedAt().orElse(null),
          claim.beganAt().orElse(null));
    }
  }

  /**
   * A container that is there.
   *
   * @param state {@code starting}, {@code running}, {@code succeeded}, {@code failed}, {@code
   *     stopped} or {@code lost}; {@code claimed} when it was not seen
   * @param reason why it failed
   * @param made null when an older scaler made it
   */
  public record Present(String name, String state, @Nullable String reason, @Nullable Made made) {}

  /**
   * A container that ended.
   *
   * @param how {@code succeeded}, {@code failed}, {@code refused}, {@code orphaned} or {@code
   *     vanished}
   * @param reason in words; empty when all went well
   * @param log the last lines that it wrote, or why they could not be read
   */
  public record Past(String name, String how, String reason, Instant at, String log, Made made) {}

  static ContainersAnswer of(ScalerFleet fleet) {
    return new ContainersAnswer(
        fleet.present().stream().map(ContainersAnswer::present).toList(),
        fleet.ended().stream().map(ContainersAnswer::past).toList(),
        fleet.problem().map(Problem::toString).orElse(null));
  }

  private static Present present(ScalerFleet.Member member) {
    return new Present(
        member.name().value(),
        member.state().map(ContainersAnswer::word).orElse("claimed"),
        member.state().flatMap(ContainersAnswer::reason).orElse(null),
        member.claim().map(Made::of).orElse(null));
  }

  private static String word(ContainerState state) {
    return switch (state) {
      case ContainerState.Starting _ -> "starting";
      case ContainerState.Running _ -> "running";
      case ContainerState.Succeeded _ -> "succeeded";
      case ContainerState.Failed _ -> "failed";
      case ContainerState.Stopped _ -> "stopped";
      case ContainerState.Lost _ -> "lost";
    };
  }

  private static Optional<String> reason(ContainerState state) {
    return state instanceof ContainerState.Failed(String reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  private static Past past(ClaimStore.Ended ended) {
    return new Past(
        ended.claim().container().value(),
        ended.end().how().name().toLowerCase(Locale.ROOT),
        ended.end().reason(),
        ended.end().at(),
        ended.end().log(),
        Made.of(ended.claim()));
  }
}
