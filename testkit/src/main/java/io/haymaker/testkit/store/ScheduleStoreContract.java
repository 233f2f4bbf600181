package io.haymaker.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.schedule.ScheduleName;
import io.haymaker.core.schedule.ScheduleRecord;
import io.haymaker.core.schedule.Trigger;
import io.haymaker.core.schedule.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is recorded about schedules comes back, and of a due time something becomes once. */
public abstract class ScheduleStoreContract {
  /** Other tests may share the database. */
  private final ScheduleName name =
      new ScheduleName("s" + UUID.randomUUID().toString().substring(0, 12));

  /** The stores under test; the same ones throughout a test. */
  protected abstract Stores stores();

  private ScheduleRecord record(boolean paused, Optional<RunId> lastRun) {
    return new ScheduleRecord(name, "0 9 * * * Europe/Berlin", paused, Samples.NOON, lastRun);
  }

  private ScheduleRecord put(ScheduleRecord record) {
    stores().schedules().put(record);
    return record;
  }

  private RunId run() {
    var id = RunId.random();
    stores().runs().insert(Samples.run(id, Samples.NOON));
    return id;
  }

  private Trigger skipped(int due, int decided) {
    return new Trigger(
        name, Samples.at(due), Samples.at(decided), Verdict.SKIPPED_OVERLAP, Optional.empty());
  }

  private List<Trigger> decidedAfter(int seconds) {
    return stores().schedules().decidedAfter(Samples.at(seconds)).stream()
        .filter(trigger -> trigger.schedule().equals(name))
        .toList();
  }

  @Test
  void aScheduleThatNobodyRecordedHasNoRecord() {
    assertThat(stores().schedules().records()).doesNotContainKey(name);
  }

  @Test
  void aRecordComesBackAsItWasPutLast() {
    ScheduleRecord first = put(record(false, Optional.empty()));
    assertThat(stores().schedules().records()).containsEntry(name, first);

    ScheduleRecord second = put(record(true, Optional.of(run())));
    assertThat(stores().schedules().records()).containsEntry(name, second);
  }

  @Test
  void everyVerdictComesBack() {
    put(record(false, Optional.empty()));
    int second = 0;
    for (Verdict verdict : Verdict.values()) {
      second++;
      Optional<RunId> run = verdict.isStart() ? Optional.of(run()) : Optional.empty();
      var trigger = new Trigger(name, Samples.at(second), Samples.at(100), verdict, run);
      stores().schedules().enter(trigger);
      assertThat(decidedAfter(0)).hasSize(second).last().isEqualTo(trigger);
    }
  }

  @Test
  void triggersAreListedInTheOrderOfTheDecisionsFromThatTimeOn() {
    put(record(false, Optional.empty()));
    stores().schedules().enter(skipped(1, 30));
    stores().schedules().enter(skipped(2, 20));
    stores().schedules().enter(skipped(3, 10));

    assertThat(decidedAfter(10)).containsExactly(skipped(2, 20), skipped(1, 30));
    assertThat(decidedAfter(30)).isEmpty();
  }

  @Test
  void aDueTimeIsDecidedOnce() {
    put(record(false, Optional.empty()));
    assertThat(stores().schedules().isDecided(name, Samples.at(1))).isFalse();

    stores().schedules().enter(skipped(1, 5));

    assertThat(stores().schedules().isDecided(name, Samples.at(1))).isTrue();
    assertThat(stores().schedules().isDecided(name, Samples.at(2))).isFalse();
    assertThatThrownBy(() -> stores().schedules().enter(skipped(1, 6)))
        .isInstanceOf(RuntimeException.class);
    assertThat(decidedAfter(0)).containsExactly(skipped(1, 5));
  }

  @Test
  void whoComesSecondLosesTheRunThatItWantedToBegin() {
    put(record(false, Optional.empty()));
    stores().schedules().enter(skipped(1, 5));
    var run = RunId.random();

    assertThatThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          stores().runs().insert(Samples.run(run, Samples.NOON));
                          stores()
                              .schedules()
                              .enter(
                                  new Trigger(
                                      name,
                                      Samples.at(1),
                                      Samples.at(6),
                                      Verdict.STARTED,
                                      Optional.of(run)));
                        }))
        .isInstanceOf(RuntimeException.class);

    assertThat(stores().runs().find(run)).isEmpty();
  }

  @Test
  void aTriggerOfAScheduleWithoutARecordIsRefused() {
    assertThatThrownBy(() -> stores().schedules().enter(skipped(1, 5)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void theLockNeedsATransaction() {
    assertThatThrownBy(() -> stores().schedules().lock()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void underTheLockEverybodySeesWhatTheOthersDecided() {
    put(record(false, Optional.empty()));
    var inside = new AtomicInteger();

    List<Boolean> won =
        Racers.race(
            4,
            () ->
                stores()
                    .transactions()
                    .call(
                        () -> {
                          stores().schedules().lock();
                          assertThat(inside.incrementAndGet()).isEqualTo(1);
                          boolean free = !stores().schedules().isDecided(name, Samples.at(1));
                          if (free) {
                            stores().schedules().enter(skipped(1, 5));
                          }
                          inside.decrementAndGet();
                          return free;
                        }));

    assertThat(won).containsOnlyOnce(true);
  }
}
