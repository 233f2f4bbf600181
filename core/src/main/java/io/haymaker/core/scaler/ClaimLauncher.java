package io.haymaker.core.scaler;

import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Outcome.Busy;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.scaler.ScalerPlan.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Claims messages and has their containers made, several at a time. When the platform asks for
 * patience nothing more is asked for in this pass, and in none until the time is over.
 */
final class ClaimLauncher {
  private static final Backoff PATIENCE =
      new Backoff(1, Duration.ofSeconds(30), Duration.ofMinutes(10));

  private final ScalerWorld world;
  private final PassLog log;
  private final ScalerContainers naming;
  private final AtomicReference<@Nullable Busy<ContainerHandle>> held = new AtomicReference<>();

  ClaimLauncher(ScalerWorld world, PassLog log) {
    this.world = world;
    this.log = log;
    this.naming = world.naming();
  }

  void launch(ScalerPlan plan) {
    List<Decision> wanted =
        plan.decisions().stream()
            .filter(decision -> decision.verdict() instanceof Verdict.Start)
            .toList();
    new SideBySide(world.scaler().width()).map(wanted, this::start);
  }

  private boolean start(Decision decision) {
    if (isHeld()
        || decision.message().key().isEmpty()
        || !(decision.verdict() instanceof Verdict.Start start)) {
      return false;
    }
    MessageKey key = decision.message().key().get();
    var claim =
        new Claim(
            world.scaler().name(),
            key,
            decision.message().sequenceNumber(),
            decision.message().enqueuedAt(),
            start.attempt(),
            naming.name(key, start.attempt()),
            start.file(),
            start.size(),
            world.clock().instant(),
            Optional.empty());
    // Another pass at the same time may have been quicker.
    return world.claims().claim(claim) && launch(claim);
  }

  /**
   * Has a claimed container made, unless its message has gone.
   *
   * @return false when the claim is over, and its container is known not to exist
   */
  boolean launch(Claim claim) {
    if (isHeld()) {
      return true;
    }
    if (world.scaler().confirm()) {
      switch (world.queues().find(claim.key().subscription(), claim.sequenceNumber())) {
        case Look.Found<WaitingMessage> _ -> {}
        case Look.Absent<WaitingMessage> _ -> {
          world.claims().withdraw(claim);
          return false;
        }
        case Look.CouldNotLook<WaitingMessage>(Problem problem) -> {
          log.problem("message %s: %s".formatted(claim.key(), problem));
          return true;
        }
      }
    }
    Outcome<ContainerHandle> outcome = world.runtime().launch(naming.spec(claim));
    return switch (outcome) {
      case Outcome.Done<ContainerHandle> _ -> {
        log.started(claim.launched(world.clock().instant()));
        yield true;
      }
      case Outcome.Refused<ContainerHandle>(Problem problem) -> {
        log.ended(
            claim,
            new Claim.End(
                world.clock().instant(), Claim.How.REFUSED, problem.toString(), "it never ran"));
        yield false;
      }
      case Busy<ContainerHandle> busy -> {
        log.problem("container %s: %s".formatted(claim.container(), busy.problem()));
        if (asksForPatience(busy)) {
          held.compareAndSet(null, busy);
        }
        world.claims().withdraw(claim);
        yield false;
      }
      // Possibly made: the claim stays, and the next pass looks for it.
      case Outcome.Unknown<ContainerHandle>(Problem problem) -> {
        log.problem("container %s: %s".formatted(claim.container(), problem));
        yield true;
      }
    };
  }

  private boolean isHeld() {
    return held.get() != null;
  }

  private static boolean asksForPatience(Busy<ContainerHandle> busy) {
    String code = busy.problem().code().toLowerCase(Locale.ROOT);
    return busy.retryAfter().isPresent()
        || code.contains("quota")
        || code.contains("toomanyrequests")
        || code.contains("throttl");
  }

  /** What is remembered of the platform's wishes after this pass. */
  ClaimStore.Memory remembered(ClaimStore.Memory before) {
    Busy<ContainerHandle> busy = held.get();
    if (busy == null) {
      return new ClaimStore.Memory(before.lastServed(), Optional.empty(), 0, before.paused());
    }
    int holds = before.holds() + 1;
    Duration wait =
        busy.retryAfter()
            .filter(asked -> asked.compareTo(PATIENCE.full(holds)) > 0)
            .orElseGet(() -> PATIENCE.full(holds));
    Instant until = world.clock().instant().plus(wait);
    return new ClaimStore.Memory(
        before.lastServed(),
        Optional.of(new ScalerSnapshot.Hold(busy.problem().code(), until)),
        holds,
        before.paused());
  }
}
