package io.haymaker.core.scaler;

import io.haymaker.core.scaler.ScalerPlan.Decision;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What waits, as a pass saw it.
 *
 * @param waiting would get a container, and have none yet; with those behind the last that the pass
 *     looked at, as the bus counts them, whatever they are
 * @param served have one
 * @param refused never get one as they are
 * @param poison had all that they may have
 * @param oldest when the oldest of the waiting ones was enqueued
 */
public record Backlog(long waiting, int served, int refused, int poison, Optional<Instant> oldest) {
  public static final Backlog NONE = new Backlog(0, 0, 0, 0, Optional.empty());

  /**
   * @param started what was started of those that were to be
   * @param unread messages that the plan knows nothing of
   */
  static Backlog of(ScalerPlan plan, List<Claim> started, long unread) {
    Set<MessageKey> begun = new HashSet<>(started.stream().map(Claim::key).toList());
    List<Decision> waiting =
        plan.decisions().stream()
            .filter(
                decision ->
                    switch (decision.verdict()) {
                      case Verdict.Start _ ->
                          decision.message().key().filter(begun::contains).isEmpty();
                      case Verdict.Waits _ -> true;
                      case Verdict.Served _, Verdict.Refused _, Verdict.Poison _ -> false;
                    })
            .toList();
    return new Backlog(
        waiting.size() + unread,
        (int) plan.of(Verdict.Served.class).count() + begun.size(),
        (int) plan.of(Verdict.Refused.class).count(),
        (int) plan.of(Verdict.Poison.class).count(),
        waiting.stream()
            .map(decision -> decision.message().enqueuedAt())
            .min(Comparator.naturalOrder()));
  }
}
