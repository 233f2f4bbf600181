package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.event.Journal;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.scaler.PlatformRoom;
import io.haymaker.core.scaler.RoomQuestion;
import io.haymaker.core.scaler.ScalerDesk;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerOverview;
import io.haymaker.core.scaler.ScalerPass;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.testkit.runtime.FakeRuntime;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is told of the room that the platform has for a scaler. */
final class RoomQuestionTest {
  private static final ScalerName NAME = new ScalerName("main");

  private final MovableClock clock = new MovableClock(Instant.parse("2026-05-01T08:00:00Z"));
  private final InMemoryStore store = new InMemoryStore();
  private final FakeQueues queues = new FakeQueues(clock);
  private final ScalerWorld world =
      SmallScaler.world(
          NAME, Map.of(), store, new FakeRuntime(store.installation().id(), clock), queues, clock);
  private final ScalerDesk desk = new ScalerDesk(List.of(world), (_, _) -> {});

  /** Returns for how many containers it was asked. */
  private int ask(Optional<PlatformRoom> answer) {
    var asked = new AtomicInteger();
    new RoomQuestion(
            world,
            wanted -> {
              asked.set(wanted);
              return answer;
            },
            desk)
        .ask();
    return asked.get();
  }

  private Optional<PlatformRoom> shown() {
    return desk.overview(NAME).flatMap(ScalerOverview::room);
  }

  private List<JournalEntry> warnings() {
    return store.journal().ofNoRun(0, 100).stream()
        .map(Journal.Numbered::entry)
        .filter(entry -> entry.type().startsWith("quota_"))
        .toList();
  }

  @Test
  void itIsAskedForThePlacesThatAreFree() {
    assertThat(ask(Optional.empty())).isEqualTo(2);
    queues.send("sub", "m1", "1");
    new ScalerPass(world).run();
    assertThat(ask(Optional.empty())).isEqualTo(1);
  }

  @Test
  void enoughRoomIsShownAndNobodyIsWarned() {
    ask(Optional.of(new PlatformRoom.Enough("plenty")));
    assertThat(shown()).contains(new PlatformRoom.Enough("plenty"));
    assertThat(warnings()).isEmpty();
  }

  @Test
  void tooLittleIsAWarningInTheJournalWithWhatToDo() {
    ask(Optional.of(new PlatformRoom.TooLittle("2 are needed, 9 of 10 are used", "ask for more")));
    assertThat(warnings())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.type()).isEqualTo("quota_too_small");
              assertThat(entry.message()).isEqualTo("2 are needed, 9 of 10 are used; ask for more");
              assertThat(entry.details()).containsEntry("scaler", "main");
            });
  }

  @Test
  void aQuestionThatFailedIsNotTakenForRoom() {
    var failed = new PlatformRoom.NotKnown("500 Oops", "look at the rights");
    ask(Optional.of(failed));
    assertThat(shown()).contains(failed);
    assertThat(warnings()).extracting(JournalEntry::type).containsExactly("quota_not_known");
  }

  @Test
  void whereThereIsNoQuotaNothingIsSaid() {
    ask(Optional.empty());
    assertThat(shown()).isEmpty();
    assertThat(warnings()).isEmpty();
  }

  /** The answer comes after the end, and nobody is there any more whom it could be told. */
  @Test
  void aQuestionThatIsGivenUpTellsNothing() {
    var asked = new CountDownLatch(1);
    var question =
        new RoomQuestion(
            world,
            _ -> {
              asked.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                return Optional.of(new PlatformRoom.NotKnown("interrupted", "nothing"));
              }
              return Optional.empty();
            },
            desk);
    try (var _ = question.start()) {
      asked.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(shown()).isEmpty();
    assertThat(warnings()).isEmpty();
  }
}
