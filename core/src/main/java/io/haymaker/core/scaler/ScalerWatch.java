package io.haymaker.core.scaler;

import io.haymaker.core.chore.ChoreQueue;
import io.haymaker.core.concurrent.OwnThread;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.runtime.ContainerView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a scaler pass as soon as there is something for it to do, between its usual passes: while
 * there is room it peeks behind the last message that a pass saw, while there is none it lists the
 * containers, until one has ended. It receives nothing, and without a pass of this process it does
 * nothing. What it misses the next pass finds.
 *
 * <p>No runtime tells of ends by itself, so containers are listed: at most every two seconds, more
 * rarely the more there are, because a listing costs Container Instances a call for each of them.
 */
public final class ScalerWatch implements PassListener {
  private static final Logger LOG = LoggerFactory.getLogger(ScalerWatch.class);
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LISTINGS = Duration.ofSeconds(2);
  private static final Duration FOR_EACH = Duration.ofMillis(250);

  private final ScalerWorld world;
  private final ChoreQueue chores;
  private final AtomicBoolean messagesCame = new AtomicBoolean();
  private @Nullable PassReport news;
  private Map<String, Long> ends = new HashMap<>();
  private boolean room;
  private int alive;
  private PeekRhythm rhythm = PeekRhythm.BEGINNING;

  public ScalerWatch(ScalerWorld world, ChoreQueue chores) {
    this.world = world;
    this.chores = chores;
  }

  @Override
  public synchronized void passed(ScalerName scaler, PassReport report) {
    if (scaler.equals(world.scaler().name())) {
      news = report;
    }
  }

  private synchronized @Nullable PassReport takeNews() {
    PassReport latest = news;
    news = null;
    return latest;
  }

  /**
   * Looks once. Not for several threads at a time.
   *
   * @return how long to wait before the next look
   */
  public Duration look() {
    PassReport report = takeNews();
    if (report != null) {
      learn(report);
    }
    ClaimStore.Memory memory = world.claims().memory(world.scaler().name());
    boolean held =
        memory.hold().filter(hold -> hold.until().isAfter(world.clock().instant())).isPresent();
    if (memory.paused() || held || (ends.isEmpty() && alive == 0)) {
      return IDLE;
    }
    return room ? peek() : list();
  }

  private void learn(PassReport report) {
    alive = report.alive() + report.started().size();
    room = !report.isFull();
    var places = new HashMap<String, Long>();
    world.queues().subscriptions().items(_ -> {}).stream()
        .map(QueueDepth::subscription)
        .filter(name -> !world.scaler().skipped().contains(name))
        .forEach(name -> places.put(name, ends.getOrDefault(name, 0L)));
    report
        .plan()
        .decisions()
        .forEach(
            decision ->
                places.computeIfPresent(
                    decision.message().subscription(),
                    (_, end) -> Math.max(end, decision.message().sequenceNumber() + 1)));
    ends = places;
  }

  private Duration peek() {
    boolean found = false;
    for (Map.Entry<String, Long> end : ends.entrySet()) {
      if (world.queues().peek(end.getKey(), end.getValue(), 1)
              instanceof Look.Found<List<WaitingMessage>>(List<WaitingMessage> shown)
          && !shown.isEmpty()) {
        end.setValue(shown.getLast().sequenceNumber() + 1);
        found = true;
      }
    }
    if (found) {
      messagesCame.set(true);
      wake();
    }
    rhythm = rhythm.after(found);
    return rhythm.pause(ends.size());
  }

  private Duration list() {
    List<ContainerView> listed = new ArrayList<>(world.containers().items(_ -> {}));
    if (listed.stream().anyMatch(view -> view.state().isTerminal())) {
      wake();
    }
    return BETWEEN_LISTINGS.plus(FOR_EACH.multipliedBy(listed.size()));
  }

  /** Whether messages were found since this was last asked. */
  public boolean takeMessagesCame() {
    return messagesCame.getAndSet(false);
  }

  private void wake() {
    chores.wake(ScalerChore.nameOf(world.scaler().name()), world.clock().instant());
  }

  /** Looks again and again, on a thread of its own, until it is closed. */
  public OwnThread start(Pauser pauser) {
    return OwnThread.start("watch-" + world.scaler().name(), own -> watch(own, pauser));
  }

  private void watch(OwnThread own, Pauser pauser) {
    while (!own.isClosed()) {
      try {
        pauser.pause(safeLook(own));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** A database that is away for a while ends no watch. */
  private Duration safeLook(OwnThread own) {
    try {
      return look();
    } catch (RuntimeException e) {
      if (!own.isClosed()) {
        LOG.atWarn().addKeyValue("scaler", world.scaler().name()).log("a watch could not look", e);
      }
      return BETWEEN_LISTINGS;
    }
  }
}
