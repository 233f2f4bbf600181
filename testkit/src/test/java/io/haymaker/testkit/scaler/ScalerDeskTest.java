package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.scaler.MessageOutlook;
import io.haymaker.core.scaler.ScalerChore;
import io.haymaker.core.scaler.ScalerDesk;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerOverview;
import io.haymaker.core.scaler.ScalerPreview;
import io.haymaker.core.scaler.ScalerSnapshot;
import io.haymaker.core.scaler.ScalerWatch;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.core.scaler.Verdict;
import io.haymaker.core.scaler.WaitingMessage;
import io.haymaker.testkit.runtime.Behaviour;
import io.haymaker.testkit.runtime.FakeRuntime;
import io.haymaker.testkit.runtime.RuntimeOperation;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people see of scalers and may ask of them. */
final class ScalerDeskTest {
  private static final ScalerName NAME = new ScalerName("main");

  private final MovableClock clock = new MovableClock(Instant.parse("2026-05-01T08:00:00Z"));
  private final InMemoryStore store = new InMemoryStore();
  private final FakeRuntime runtime = new FakeRuntime(store.installation().id(), clock);
  private final FakeQueues queues = new FakeQueues(clock);
  private final List<String> woken = new ArrayList<>();
  private final ScalerWorld world =
      SmallScaler.world(NAME, Map.of("PASSWORD", "hunter2"), store, runtime, queues, clock);
  private final ScalerDesk desk = new ScalerDesk(List.of(world), (chore, at) -> woken.add(chore));
  private final ScalerChore chore = new ScalerChore(world, Duration.ofMinutes(1), desk);

  private ScalerPreview messages() {
    return desk.messages(NAME, 100).orElseThrow();
  }

  @Test
  void whatWaitsForCapacityIsShownWithAnEstimateOnceEnoughHaveEnded() {
    runtime.behave(Behaviour.succeedsAfter(Duration.ofMinutes(4)));
    for (int i = 0; i < 6; i++) {
      queues.send("sub", "m" + i, "1");
    }
    chore.look();
    assertThat(messages().messages())
        .extracting(MessageOutlook::verdict)
        .filteredOn(Verdict.Waits.class::isInstance)
        .hasSize(4)
        .containsOnly(new Verdict.Waits("no capacity", Optional.empty()));
    assertThat(messages().messages()).allMatch(one -> one.startsAt().isEmpty());
  }

  /** The three that end have their places for two, four and seven minutes. */
  @Test
  void theEstimateOfWhatWaitsFollowsFromThoseThatEndedAndThoseThatRun() {
    List<WaitingMessage> sent =
        IntStream.range(0, 8).mapToObj(i -> queues.send("sub", "m" + i, "1")).toList();
    Instant begun = clock.instant();
    chore.look();
    endsAt(begun.plus(Duration.ofMinutes(2)), sent.get(0));
    endsAt(begun.plus(Duration.ofMinutes(4)), sent.get(1));
    assertThat(startsOfWaiting()).as("two ends tell nothing").containsOnly(Optional.empty());
    endsAt(begun.plus(Duration.ofMinutes(9)), sent.get(2));

    clock.set(begun.plus(Duration.ofMinutes(10)));
    // One runs since the fourth minute, longer than usual; the other since the ninth.
    assertThat(startsOfWaiting())
        .containsExactly(
            Optional.of(begun.plus(Duration.ofMinutes(10))),
            Optional.of(begun.plus(Duration.ofMinutes(13))),
            Optional.of(begun.plus(Duration.ofMinutes(14))));
  }

  /** Its container does its work then, and the next pass follows at once. */
  private void endsAt(Instant at, WaitingMessage message) {
    clock.set(at);
    queues.settle(message);
    runtime.launched().stream()
        .filter(spec -> message.messageId().orElseThrow().equals(spec.labels().get("message_id")))
        .forEach(spec -> runtime.end(spec.name(), new ContainerState.Succeeded()));
    chore.look();
  }

  private List<Optional<Instant>> startsOfWaiting() {
    return messages().messages().stream()
        .filter(one -> one.verdict() instanceof Verdict.Waits)
        .map(MessageOutlook::startsAt)
        .toList();
  }

  @Test
  void whatWaitsForThePlatformsPatienceIsShownWithTheReasonAndWhenItIsOver() {
    queues.send("sub", "m1", "1");
    queues.send("sub", "m2", "1");
    runtime.faults().on(RuntimeOperation.LAUNCH).busy(1, "QuotaReached");
    chore.look();
    assertEachWaits("quota", clock.instant().plus(Duration.ofSeconds(30)));

    clock.advance(Duration.ofSeconds(30));
    runtime.faults().on(RuntimeOperation.LAUNCH).busy(1, "TooManyRequests", Duration.ofMinutes(7));
    chore.look();
    assertEachWaits("throttling", clock.instant().plus(Duration.ofMinutes(7)));

    clock.advance(Duration.ofMinutes(7));
    assertThat(messages().hold()).isEmpty();
    assertThat(messages().messages())
        .extracting(MessageOutlook::verdict)
        .hasSize(2)
        .hasOnlyElementsOfType(Verdict.Start.class);
  }

  private void assertEachWaits(String reason, Instant until) {
    assertThat(messages().messages())
        .extracting(MessageOutlook::verdict)
        .containsExactly(
            new Verdict.Waits(reason, Optional.of(until)),
            new Verdict.Waits(reason, Optional.of(until)));
    assertThat(messages().messages())
        .extracting(MessageOutlook::startsAt)
        .containsOnly(Optional.of(until));
    var hold = Optional.of(new ScalerSnapshot.Hold(reason, until));
    assertThat(messages().hold()).isEqualTo(hold);
    assertThat(desk.overview(NAME)).map(ScalerOverview::hold).contains(hold);
  }

  @Test
  void whatIsAskedOfOneScalerTouchesNoOther() {
    var second = new ScalerName("other");
    var otherQueues = new FakeQueues(clock);
    var otherRuntime = new FakeRuntime(store.installation().id(), clock);
    ScalerWorld otherWorld =
        SmallScaler.world(second, Map.of(), store, otherRuntime, otherQueues, clock);
    var both = new ScalerDesk(List.of(world, otherWorld), (name, at) -> woken.add(name));
    var one = new ScalerChore(world, Duration.ofMinutes(1), both);
    var other = new ScalerChore(otherWorld, Duration.ofMinutes(1), both);
    queues.send("sub", "m1", "1");
    otherQueues.send("sub", "m1", "1");

    both.pause(NAME);
    one.look();
    other.look();

    assertThat(runtime.launched()).isEmpty();
    assertThat(otherRuntime.launched()).hasSize(1);
    assertThat(both.overviews())
        .extracting(ScalerOverview::name, ScalerOverview::paused, ScalerOverview::active)
        .containsExactly(tuple(NAME, true, 0), tuple(second, false, 1));
    both.run(second);
    assertThat(woken).containsExactly(other.name());
    both.resume(NAME);
    assertThat(woken).containsExactly(other.name(), one.name());
    both.pause(second);
    one.look();
    assertThat(runtime.launched()).hasSize(1);
  }

  @Test
  void aPausedScalerStartsNothingAndSaysSoAndGoesOnAtOnceWhenItIsResumed() {
    queues.send("sub", "m1", "1");
    assertThat(desk.pause(NAME)).map(ScalerOverview::paused).contains(true);
    chore.look();

    assertThat(runtime.launched()).isEmpty();
    assertThat(messages().paused()).isTrue();
    assertThat(messages().messages())
        .extracting(MessageOutlook::verdict)
        .containsExactly(new Verdict.Waits("paused", Optional.empty()));

    assertThat(desk.resume(NAME)).map(ScalerOverview::paused).contains(false);
    assertThat(woken).containsExactly(chore.name());
    chore.look();
    assertThat(runtime.launched()).hasSize(1);
  }

  @Test
  void theOverviewTellsOfTheLastPass() {
    queues.send("sub", "m1", "1");
    queues.send("sub", "m2", "1");
    queues.send("sub", "m3", "1");
    queues.send("sub", "bad", "many");
    assertThat(desk.overview(NAME).orElseThrow().lastPass()).isEmpty();
    chore.look();

    ScalerOverview overview = desk.overviews().getFirst();
    assertThat(overview.capacity()).isEqualTo(2);
    assertThat(overview.active()).isEqualTo(2);
    ScalerOverview.LastPass pass = overview.lastPass().orElseThrow();
    assertThat(pass.problems()).isEmpty();
    assertThat(pass.backlog().waiting()).isEqualTo(1);
    assertThat(pass.backlog().served()).isEqualTo(2);
    assertThat(pass.backlog().refused()).isEqualTo(1);
    assertThat(pass.backlog().oldest()).contains(clock.instant());
  }

  @Test
  void containersAreShownWithTheirClaims() {
    queues.send("sub", "m1", "1");
    chore.look();
    assertThat(desk.containers(NAME, 10).orElseThrow().present())
        .hasSize(1)
        .allMatch(one -> one.claim().isPresent() && one.state().isPresent());
  }

  @Test
  void theNextPassComesWhenAWaitIsOver() {
    runtime.behave(Behaviour.failsAfter(Duration.ofSeconds(1), "exit code 1"));
    queues.send("sub", "m1", "1");
    assertThat(chore.look()).isEqualTo(clock.instant().plus(Duration.ofMinutes(1)));
    clock.advance(Duration.ofSeconds(10));
    assertThat(chore.look()).isEqualTo(clock.instant().plus(Duration.ofSeconds(30)));
    assertThat(messages().messages())
        .extracting(MessageOutlook::startsAt)
        .containsExactly(Optional.of(clock.instant().plus(Duration.ofSeconds(30))));
  }

  @Test
  void aWatchHasAPassMadeWhenAMessageComesAndWhenAContainerEndsWhileThereIsNoRoom() {
    var watch = new ScalerWatch(world, (chore, at) -> woken.add(chore));
    var watched = new ScalerChore(world, Duration.ofMinutes(1), watch);
    queues.subscription("sub");
    watched.look();
    assertThat(watch.look()).isLessThan(Duration.ofSeconds(2));
    assertThat(woken).as("nothing came").isEmpty();

    queues.send("sub", "m1", "1");
    queues.send("sub", "m2", "1");
    watch.look();
    assertThat(woken).containsExactly(watched.name());
    watched.look();
    watch.look();
    assertThat(woken).as("no room, and both run").hasSize(1);

    runtime.end(runtime.launched().getFirst().name(), new ContainerState.Succeeded());
    watch.look();
    assertThat(woken).hasSize(2);
  }

  @Test
  void aWatchOfAQuietTopicLooksMoreRarelyUntilAMessageComes() {
    var watch = new ScalerWatch(world, (chore, at) -> woken.add(chore));
    queues.send("sub", "bad", "many");
    new ScalerChore(world, Duration.ofMinutes(1), watch).look();
    Duration first = watch.look();
    Duration last = first;
    for (int i = 0; i < 10; i++) {
      last = watch.look();
    }
    assertThat(last).isGreaterThan(first).isLessThanOrEqualTo(Duration.ofSeconds(2));

    queues.send("sub", "m1", "1");
    assertThat(watch.look()).isLessThan(first);
  }

  @Test
  void aWatchOfAPausedScalerAsksTheBusNothing() {
    var watch = new ScalerWatch(world, (chore, at) -> woken.add(chore));
    queues.send("sub", "m1", "many");
    new ScalerChore(world, Duration.ofMinutes(1), watch).look();
    watch.look();
    desk.pause(NAME);
    queues.calls();
    watch.look();
    assertThat(queues.calls()).isZero();
  }

  @Test
  void aNameThatIsNoScalersIsAnsweredWithNothing() {
    ScalerName other = new ScalerName("other");
    assertThat(desk.overview(other)).isEmpty();
    assertThat(desk.messages(other, 1)).isEmpty();
    assertThat(desk.containers(other, 1)).isEmpty();
    assertThat(desk.pause(other)).isEmpty();
    assertThat(desk.resume(other)).isEmpty();
    assertThat(desk.run(other)).isEmpty();
    assertThat(woken).isEmpty();
  }

  @Test
  void nothingThatContainersAreToldIsShownByAccident() {
    assertThat(world.toString()).doesNotContain("hunter2");
  }
}
