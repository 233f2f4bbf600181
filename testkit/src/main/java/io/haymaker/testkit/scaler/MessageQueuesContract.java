package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.scaler.FileSize;
import io.haymaker.core.scaler.MessageQueues;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.QueueDepth;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerPass;
import io.haymaker.core.scaler.Verdict;
import io.haymaker.core.scaler.WaitingMessage;
import io.haymaker.testkit.runtime.FakeRuntime;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What holds for every view of a topic's subscriptions. */
public abstract class MessageQueuesContract {
  /** A topic without subscriptions: the same during one test, another for each. */
  protected abstract TopicUnderTest topic();

  private MessageQueues queues() {
    return topic().queues();
  }

  private List<WaitingMessage> peek(String subscription, long from, int most) {
    Look<List<WaitingMessage>> look = queues().peek(subscription, from, most);
    if (look instanceof Look.Found<List<WaitingMessage>>(List<WaitingMessage> messages)) {
      return messages;
    }
    throw new AssertionError("peek at " + subscription + ": " + look);
  }

  private void send(String id) {
    topic().send(Optional.of(id), Optional.of(10));
  }

  private static List<String> ids(List<WaitingMessage> messages) {
    return messages.stream().map(message -> message.messageId().orElse("")).toList();
  }

  @Test
  void subscriptionsAreListedInTheOrderOfTheirNames() {
    assertThat(queues().subscriptions()).isEqualTo(Listing.complete(List.of()));
    topic().subscription("middle");
    topic().subscription("last-z");
    topic().subscription("a.first");
    assertThat(queues().subscriptions())
        .isEqualTo(Listing.complete(List.of(empty("a.first"), empty("last-z"), empty("middle"))));
  }

  private static QueueDepth empty(String subscription) {
    return new QueueDepth(subscription, OptionalLong.of(0));
  }

  @Test
  void whatWaitsIsCounted() {
    topic().subscription("s");
    for (int i = 0; i < 3; i++) {
      send("m" + i);
    }

    assertThat(queues().subscriptions())
        .isEqualTo(Listing.complete(List.of(new QueueDepth("s", OptionalLong.of(3)))));
  }

  @Test
  void aFailedListingIsNeverNone() {
    topic().listable(false);
    assertThat(queues().subscriptions()).isInstanceOf(Listing.CouldNotLook.class);
    topic().listable(true);
    assertThat(queues().subscriptions()).isEqualTo(Listing.complete(List.of()));
  }

  @Test
  void whatWaitsIsShownInOrderGoodOrBad() {
    topic().subscription("s");
    topic().send(Optional.of("good"), Optional.of(12.5));
    topic().send(Optional.empty(), Optional.of("nonsense"));
    topic().send(Optional.of("sizeless"), Optional.empty());

    List<WaitingMessage> waiting = peek("s", 0, 50);

    assertThat(waiting).extracting(WaitingMessage::subscription).containsOnly("s");
    assertThat(waiting)
        .extracting(WaitingMessage::messageId)
        .containsExactly(Optional.of("good"), Optional.empty(), Optional.of("sizeless"));
    assertThat(waiting)
        .extracting(WaitingMessage::fileSize)
        .containsExactly(Optional.of("12.5"), Optional.of("nonsense"), Optional.empty());
    assertThat(waiting)
        .extracting(WaitingMessage::sequenceNumber)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  /** Its size is a good one: nothing but the missing id is wrong with it. */
  @Test
  void aPassRefusesAMessageThatWasSentWithoutAnIdAndServesTheNext() {
    topic().subscription("s");
    topic().send(Optional.empty(), Optional.of(10));
    send("good");
    var store = new InMemoryStore();
    var clock = new MovableClock();
    var runtime = new FakeRuntime(store.installation().id(), clock);

    PassReport report =
        new ScalerPass(
                SmallScaler.world(
                    new ScalerName("main"), Map.of(), store, runtime, queues(), clock))
            .run();

    assertThat(ScalerScene.startedBy(report)).containsExactly("good");
    assertThat(report.plan().of(Verdict.Refused.class))
        .containsExactly(new Verdict.Refused(new Problem("NoMessageId", "message_id is missing")));
  }

  @Test
  void aSizeOfAnyNumericTypeIsRead() {
    topic().subscription("s");
    List<Object> eight = List.of(8, 8L, 8.0, 8.0f, (short) 8, "8", "8.0", "0.8e1");
    eight.forEach(size -> topic().send(Optional.of("m"), Optional.of(size)));

    assertThat(peek("s", 0, 50))
        .extracting(message -> FileSize.read(message.fileSize()))
        .hasSize(eight.size())
        .containsOnly(Outcome.done(new FileSize(8)));
  }

  @Test
  void aSubscriptionIsReadPageByPageToItsEnd() {
    topic().subscription("s");
    for (int i = 0; i < 7; i++) {
      send("m" + i);
    }
    var read = new ArrayList<WaitingMessage>();
    for (List<WaitingMessage> page = peek("s", 0, 3);
        !page.isEmpty();
        page = peek("s", read.getLast().sequenceNumber() + 1, 3)) {
      assertThat(page).hasSizeLessThanOrEqualTo(3);
      read.addAll(page);
    }
    assertThat(ids(read)).containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6");
  }

  @Test
  void lookingTakesNothingAndSeesWhatIsLocked() {
    topic().subscription("s");
    send("first");
    send("second");
    assertThat(ids(peek("s", 0, 50))).containsExactly("first", "second");
    topic().lockFirst("s");
    assertThat(ids(peek("s", 0, 50))).containsExactly("first", "second");
    assertThat(ids(peek("s", 0, 50))).containsExactly("first", "second");
  }

  @Test
  void oneMessageIsFoundByItsOwnPlaceUntilItHasGone() {
    topic().subscription("s");
    send("first");
    send("second");
    List<WaitingMessage> waiting = peek("s", 0, 50);
    long first = waiting.getFirst().sequenceNumber();
    long second = waiting.getLast().sequenceNumber();
    assertThat(queues().find("s", first)).isEqualTo(Look.found(waiting.getFirst()));

    topic().settleFirst("s");

    assertThat(queues().find("s", first)).isEqualTo(Look.absent());
    assertThat(queues().find("s", second)).isEqualTo(Look.found(waiting.getLast()));
    assertThat(ids(peek("s", 0, 50))).containsExactly("second");
  }

  @Test
  void subscriptionsDoNotShareTheirMessages() {
    topic().subscription("one");
    topic().subscription("two");
    send("m");
    topic().settleFirst("one");
    assertThat(peek("one", 0, 50)).isEmpty();
    assertThat(ids(peek("two", 0, 50))).containsExactly("m");
  }

  @Test
  void aSubscriptionThatIsNotThereIsAbsent() {
    topic().subscription("here");
    assertThat(queues().peek("gone", 0, 50)).isEqualTo(Look.absent());
    assertThat(peek("here", 0, 50)).isEmpty();
  }

  @Test
  void aBusThatIsAwayIsNeitherEmptyNorWithoutTheMessage() throws InterruptedException {
    topic().subscription("s");
    send("m");
    long place = peek("s", 0, 50).getFirst().sequenceNumber();

    topic().reachable(false);
    assertThat(queues().peek("s", 0, 50)).isInstanceOf(Look.CouldNotLook.class);
    assertThat(queues().find("s", place)).isInstanceOf(Look.CouldNotLook.class);

    topic().reachable(true);
    // Who was away is not asked again at once.
    for (int looks = 0; queues().peek("s", 0, 50) instanceof Look.CouldNotLook; looks++) {
      assertThat(looks).as("looks of 100 ms").isLessThan(600);
      assertThat(new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)).isFalse();
    }
    assertThat(ids(peek("s", 0, 50))).containsExactly("m");
  }
}
