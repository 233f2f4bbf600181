package io.haymaker.core.scaler;

import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerSize;
import java.time.Instant;
import java.util.Optional;

/**
 * A container that a message was given, recorded before it is asked for. It lives until its
 * container is proven gone, and takes up room so long.
 *
 * @param attempt the how many-th of its message's id, from 1
 * @param container derived from installation, scaler, message and attempt
 * @param launchedAt when the runtime said that it had taken the request; empty while nobody knows
 * @param beganAt when its program began to run; empty while nobody has seen it
 */
public record Claim(
    ScalerName scaler,
    MessageKey key,
    long sequenceNumber,
    Instant enqueuedAt,
    int attempt,
    ContainerName container,
    FileSize file,
    ContainerSize size,
    Instant claimedAt,
    Optional<Instant> launchedAt,
    Optional<Instant> beganAt) {

  /** One that nobody has seen running. */
  public Claim(
      ScalerName scaler,
      MessageKey key,
      long sequenceNumber,
      Instant enqueuedAt,
      int attempt,
      ContainerName container,
      FileSize file,
      ContainerSize size,
      Instant claimedAt,
      Optional<Instant> launchedAt) {
    this(
        scaler,
        key,
        sequenceNumber,
        enqueuedAt,
        attempt,
        container,
        file,
        size,
        claimedAt,
        launchedAt,
        Optional.empty());
  }

  Claim launched(Instant at) {
    return seen(Optional.of(at), beganAt);
  }

  /** The same, seen to run since then. */
  public Claim began(Instant at) {
    return seen(launchedAt, Optional.of(at));
  }

  private Claim seen(Optional<Instant> launched, Optional<Instant> began) {
    return new Claim(
        scaler,
        key,
        sequenceNumber,
        enqueuedAt,
        attempt,
        container,
        file,
        size,
        claimedAt,
        launched,
        began);
  }

  /**
   * How a claim ended.
   *
   * @param how in one word
   * @param reason in words for people; empty when all went well
   * @param log the last lines that the container wrote, or why they could not be read
   */
  public record End(Instant at, How how, String reason, String log) {}

  /** How a claim ends. */
  public enum How {
    /** Its program ended well. */
    SUCCEEDED,
    /** Its program, or its platform, failed. */
    FAILED,
    /** The runtime would not make it. */
    REFUSED,
    /** Its message had gone, so it was removed, or never made. */
    ORPHANED,
    /** Somebody else removed it. */
    VANISHED
  }
}
