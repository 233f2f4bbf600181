package io.haymaker.core.scaler;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is recorded of scalers. Joins the caller's transaction. */
public interface ClaimStore {

  /**
   * Claims messages, one after the other in one write.
   *
   * @param claims all of one scaler, each of another message
   * @param most how many live claims the scaler may have, these among them; whoever claims at the
   *     same time is counted
   * @return for each in its place, false when there are so many already, when its message has a
   *     live claim, or when that attempt was made already; it is not claimed then
   */
  List<Boolean> claim(List<Claim> claims, int most);

  /** The same for one message. */
  default boolean claim(Claim claim, int most) {
    return claim(List.of(claim), most).getFirst();
  }

  /** The same, whatever the number of claims. */
  default boolean claim(Claim claim) {
    return claim(claim, Integer.MAX_VALUE);
  }

  /**
   * Notes when its container was taken on.
   *
   * @return false when that was noted before, or the claim is not live; nothing is changed then
   */
  boolean launched(Claim claim);

  /**
   * Notes when its container began to run.
   *
   * @return false when that was noted before, or the claim is not live; nothing is changed then
   */
  boolean began(Claim claim);

  /**
   * Forgets a claim whose container was never made, as if it had not been: no attempt is lost.
   * Nothing happens when it was taken on, or claimed anew meanwhile.
   */
  void withdraw(Claim claim);

  /**
   * Notes how the container of a live claim ended, before it is removed; the claim stays live.
   *
   * @param read whether its log could be read: what was noted with a log is not replaced by what
   *     comes without
   */
  void note(Claim claim, Claim.End end, boolean read);

  /**
   * Ends a live claim. What was noted of its end counts more than what is said now.
   *
   * @return the end as it is kept; empty when the claim is not live
   */
  Optional<Claim.End> end(Claim claim, Claim.End end);

  /** The live claims of a scaler, oldest first. */
  List<Claim> live(ScalerName scaler);

  /** What was tried for these messages; those for which nothing was are left out. */
  Map<MessageKey, History> histories(ScalerName scaler, Collection<MessageKey> keys);

  /** The last ended claims, newest first. */
  List<Ended> ended(ScalerName scaler, int limit);

  /** What a scaler remembers from pass to pass. */
  Memory memory(ScalerName scaler);

  /** Keeps what a pass learned. Whether the scaler is paused is not a pass's to say. */
  void remember(ScalerName scaler, Memory memory);

  /** From now on nothing is started, or everything is again. */
  void pause(ScalerName scaler, boolean paused);

  /** A claim and how it ended. */
  record Ended(Claim claim, Claim.End end) {}

  /**
   * What is remembered from pass to pass.
   *
   * @param lastServed the subscription that was served last
   * @param hold what keeps every container from being started
   * @param holds how many passes in a row ran into it
   * @param paused whether somebody wants nothing to be started
   */
  record Memory(
      Optional<String> lastServed, Optional<ScalerSnapshot.Hold> hold, int holds, boolean paused) {
    public static final Memory NONE = new Memory(Optional.empty(), Optional.empty(), 0, false);
  }
}
