package io.haymaker.core.scaler;

import io.haymaker.core.chore.Chore;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a scaler pass again and again: at every interval, earlier when a message's wait is over or an
 * orphan is to be confirmed earlier, and whenever it is woken.
 */
public final class ScalerChore implements Chore {
  private static final Logger LOG = LoggerFactory.getLogger(ScalerChore.class);

  private final ScalerWorld world;
  private final Duration interval;
  private final PassListener listener;
  private final OrphanSuspects suspects = new OrphanSuspects();

  /**
   * @param interval between two passes while nothing happens, above zero
   */
  public ScalerChore(ScalerWorld world, Duration interval, PassListener listener) {
    this.world = world;
    this.interval = interval;
    this.listener = listener;
  }

  /** Under which a scaler's passes are in the queue of chores. */
  static String nameOf(ScalerName scaler) {
    return "scaler-" + scaler;
  }

  @Override
  public String name() {
    return nameOf(world.scaler().name());
  }

  @Override
  public Instant look() {
    PassReport report = new ScalerPass(world, suspects).run();
    report
        .problems()
        .forEach(
            problem ->
                LOG.atWarn()
                    .addKeyValue("scaler", world.scaler().name())
                    .addKeyValue("problem", problem)
                    .log("something of a pass could not be done"));
    listener.passed(world.scaler().name(), report);
    return next(report);
  }

  private Instant next(PassReport report) {
    Instant now = world.clock().instant();
    Instant usual = now.plus(interval);
    Stream<Instant> waits =
        report.plan().of(Verdict.Waits.class).map(Verdict.Waits::until).flatMap(Optional::stream);
    Stream<Instant> checks = suspects.next(world.scaler().orphans().interval()).stream();
    return Stream.concat(waits, checks)
        .filter(until -> until.isAfter(now) && until.isBefore(usual))
        .min(Comparator.naturalOrder())
        .orElse(usual);
  }
}
