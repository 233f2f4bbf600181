package io.haymaker.core.scaler;

import io.haymaker.core.chore.Chore;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a scaler pass again and again: at every interval, earlier when a message's wait is over or an
 * orphan is to be confirmed earlier, and whenever it is woken. When messages came and there is
 * room, they are served, and what else a pass does waits for its time.
 */
public final class ScalerChore implements Chore {
  private static final Logger LOG = LoggerFactory.getLogger(ScalerChore.class);

  private final ScalerWorld world;
  private final Duration interval;
  private final PassListener listener;
  private final BooleanSupplier messagesCame;
  private final OrphanSuspects suspects = new OrphanSuspects();
  private Instant wholeDue = Instant.MIN;

  /**
   * Its passes are whole ones.
   *
   * @param interval between two passes while nothing happens, above zero
   */
  public ScalerChore(ScalerWorld world, Duration interval, PassListener listener) {
    this(world, interval, listener, () -> false);
  }

  /**
   * @param interval between two whole passes while nothing happens, above zero
   * @param messagesCame whether it was woken for nothing but new messages; asked once a look
   */
  public ScalerChore(
      ScalerWorld world, Duration interval, PassListener listener, BooleanSupplier messagesCame) {
    this.world = world;
    this.interval = interval;
    this.listener = listener;
    this.messagesCame = messagesCame;
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
    if (messagesCame.getAsBoolean() && world.clock().instant().isBefore(wholeDue)) {
      PassReport served = told(new ScalerPass(world).serve());
      if (!served.isFull()) {
        Instant next = next(served);
        return next.isBefore(wholeDue) ? next : wholeDue;
      }
    }
    wholeDue = next(told(new ScalerPass(world, suspects).run()));
    return wholeDue;
  }

  private PassReport told(PassReport report) {
    report
        .problems()
        .forEach(
            problem ->
                LOG.atWarn()
                    .addKeyValue("scaler", world.scaler().name())
                    .addKeyValue("problem", problem)
                    .log("something of a pass could not be done"));
    listener.passed(world.scaler().name(), report);
    return report;
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
