package io.haymaker.core.scaler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Claims messages in the order of a plan, several in one write: somewhat ahead of those that are
 * about to get their containers. Safe for many threads.
 */
final class ClaimAhead {
  /** So many for each that is in flight: all have their turn well before a claim is given up. */
  private static final int FACTOR = 4;

  private final ScalerWorld world;
  private final List<Wanted> wanted;
  private final int most;
  private final int chunk;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Integer, Claim> claimed = new HashMap<>();
  private final Set<Integer> left = new HashSet<>();
  private int next;

  /**
   * @param wanted the messages, in order
   * @param most how many live claims there may be
   */
  ClaimAhead(ScalerWorld world, List<Wanted> wanted, int most) {
    this.world = world;
    this.wanted = wanted;
    this.most = most;
    // One at a time has nothing to wait for, and nothing is claimed that may be left.
    this.chunk = world.scaler().width() == 1 ? 1 : FACTOR * world.scaler().width();
  }

  /** A message that is to get a container. */
  record Wanted(WaitingMessage message, MessageKey key, Verdict.Start start) {}

  /**
   * The claim of a message; empty when another pass was quicker, or has used up the room.
   *
   * @param index of the message in the list
   */
  Optional<Claim> claim(int index) {
    lock.lock();
    try {
      while (next <= index) {
        claimNext();
      }
      return Optional.ofNullable(claimed.get(index));
    } finally {
      lock.unlock();
    }
  }

  /** A message is not to be claimed any more; if it is already, that is its claim. */
  Optional<Claim> leave(int index) {
    lock.lock();
    try {
      left.add(index);
      return Optional.ofNullable(claimed.get(index));
    } finally {
      lock.unlock();
    }
  }

  private void claimNext() {
    Instant now = world.clock().instant();
    var indexes = new ArrayList<Integer>();
    var claims = new ArrayList<Claim>();
    for (; claims.size() < chunk && next < wanted.size(); next++) {
      if (!left.contains(next)) {
        indexes.add(next);
        claims.add(claimOf(wanted.get(next), now));
      }
    }
    List<Boolean> given = world.claims().claim(claims, most);
    for (int i = 0; i < indexes.size(); i++) {
      if (given.get(i)) {
        claimed.put(indexes.get(i), claims.get(i));
      }
    }
  }

  private Claim claimOf(Wanted one, Instant now) {
    return new Claim(
        world.scaler().name(),
        one.key(),
        one.message().sequenceNumber(),
        one.message().enqueuedAt(),
        one.start().attempt(),
        world.naming().name(one.key(), one.start().attempt()),
        one.start().file(),
        one.start().size(),
        now,
        Optional.empty());
  }
}
