package io.haymaker.testkit.replica;

import static io.haymaker.testkit.replica.ReplicaBench.IMAGE;
import static io.haymaker.testkit.replica.ReplicaBench.more;
import static io.haymaker.testkit.replica.ReplicaBench.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.replica.DesiredImage;
import io.haymaker.core.replica.Replicas;
import io.haymaker.testkit.fault.SimulatedCrash;
import io.haymaker.testkit.plane.Step;
import io.haymaker.testkit.plane.Steps;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * A process dies before or after every single step of a story, and another goes on: what is wanted
 * in the end runs, once each.
 */
class ReplicaCrashTest {
  /** Dies at one step, and does nothing after it. */
  private static final class Dying implements Steps {
    private final AtomicInteger taken = new AtomicInteger();
    private final int fatal;
    private final boolean afterwards;
    private volatile boolean dead;

    Dying(int fatal, boolean afterwards) {
      this.fatal = fatal;
      this.afterwards = afterwards;
    }

    @Override
    public synchronized <T> T take(Step step, Supplier<T> work) {
      if (dead) {
        throw new SimulatedCrash("it is dead: " + step);
      }
      if (taken.getAndIncrement() != fatal) {
        return work.get();
      }
      dead = true;
      if (afterwards) {
        var _ = work.get();
      }
      throw new SimulatedCrash(step.toString());
    }
  }

  /** Asks for containers, loses some, changes its mind, and has it kept to. */
  private static void story(ReplicaBench bench, Replicas process) {
    process.service().start(start(3));
    process.reconciler().look();
    process.service().startMore(more(2));
    bench.engine.machine().end(bench.present().get(1).id(), 1);
    bench.engine.machine().vanish(bench.present().get(2).id());
    bench.clock.advance(Duration.ofMinutes(2));
    process.reconciler().look();
    bench.clock.advance(Duration.ofSeconds(3));
    process.reconciler().look();
    process.service().stop(IMAGE, bench.present().getFirst().name());
    process.service().delete(bench.present().getLast().name(), true);
    process.reconciler().look();
  }

  /**
   * @return whether it lived to the end
   */
  private static boolean survives(ReplicaBench bench, Steps steps) {
    try {
      story(bench, bench.process(steps));
      return true;
    } catch (SimulatedCrash _) {
      return false;
    }
  }

  @Test
  void whereverAProcessDiesTheNextOneHasWhatIsWantedRunOnce() {
    for (boolean afterwards : new boolean[] {false, true}) {
      boolean over = false;
      int step = 0;
      for (; !over; step++) {
        var bench = new ReplicaBench();
        over = survives(bench, new Dying(step, afterwards));
        bench.runFor(Duration.ofMinutes(10));
        String where = "after death at step %d, %s".formatted(step, afterwards);
        assertThat(bench.running()).as(where).hasSize(bench.wanted());
        assertThat(bench.present()).as(where).extracting(Instance::name).doesNotHaveDuplicates();
        assertThat(bench.present().size() - bench.running().size())
            .as(where + ": at most the stopped one stands still")
            .isLessThanOrEqualTo(1);
        assertThat(bench.store.replicas().images())
            .as(where)
            .extracting(DesiredImage::count)
            .allMatch(count -> count <= 5);
      }
      assertThat(step).as("steps").isGreaterThan(30);
    }
  }
}
