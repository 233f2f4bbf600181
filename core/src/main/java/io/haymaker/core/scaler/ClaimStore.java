package io.haymaker.core.scaler;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is recorded of scalers. Joins the caller's transaction. */
public interface ClaimStore {

  /**
   * Claims a message.
   *
   * @return false when its message has a live claim, or that attempt was made already; nothing is
   *     changed then
   */
  boolean claim(Claim claim);

  /** Notes when its container was taken on; nothing happens when the claim is not live. */
  void launched(Claim claim);

  /** Forgets a claim whose container was never made, as if it had not been: no attempt is lost. */
  void withdraw(Claim claim);

  /** Ends a live claim; nothing happens when it is not live. */
  void end(Claim claim, Claim.End end);

  /** The live claims of a scaler, oldest first. */
  List<Claim> live(ScalerName scaler);

  /** What was tried for these messages; those for which nothing was are left out. */
  Map<MessageKey, History> histories(ScalerName scaler, Collection<MessageKey> keys);

  /** The last ended claims, newest first. */
  List<Ended> ended(ScalerName scaler, int limit);

  /** What a scaler remembers from pass to pass. */
  Memory memory(ScalerName scaler);

  void remember(ScalerName scaler, Memory memory);

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
