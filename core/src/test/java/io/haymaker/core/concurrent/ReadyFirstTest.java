package io.haymaker.core.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ReadyFirstTest {

  private static Map<String, Set<String>> items(Object... itemAndFirsts) {
    var items = new LinkedHashMap<String, Set<String>>();
    for (int i = 0; i < itemAndFirsts.length; i += 2) {
      @SuppressWarnings("unchecked")
      var firsts = (Set<String>) itemAndFirsts[i + 1];
      items.put((String) itemAndFirsts[i], firsts);
    }
    return items;
  }

  @Test
  void answersInTheOrderOfTheItems() {
    assertThat(
            new ReadyFirst(4)
                .map(items("c", Set.of("a"), "b", Set.of(), "a", Set.of()), x -> x + x))
        .containsExactly("cc", "bb", "aa");
  }

  @Test
  void beginsNothingBeforeThoseThatItWaitsForAreOver() {
    var order = new ConcurrentLinkedQueue<String>();
    new ReadyFirst(4)
        .map(
            items("d", Set.of("b", "c"), "c", Set.of("a"), "b", Set.of("a"), "a", Set.of()),
            order::add);

    assertThat(order).startsWith("a").endsWith("d").hasSize(4);
  }

  @Test
  void aSlowOneKeepsNobodyWaitingWhoDoesNotNeedIt() {
    var chainIsOver = new CountDownLatch(1);
    List<Boolean> met =
        new ReadyFirst(2)
            .map(
                items(
                    "slow", Set.of(), "one", Set.of(), "two", Set.of("one"), "end", Set.of("two")),
                item -> {
                  if (item.equals("end")) {
                    chainIsOver.countDown();
                  }
                  return !item.equals("slow") || await(chainIsOver);
                });

    assertThat(met).containsOnly(true);
  }

  @Test
  void takesTheLongestChainFirstWherePlacesAreFew() {
    var order = new ConcurrentLinkedQueue<String>();
    new ReadyFirst(1)
        .map(
            items("lone", Set.of(), "head", Set.of(), "mid", Set.of("head"), "end", Set.of("mid")),
            order::add);

    assertThat(order).startsWith("head", "mid").hasSize(4);
  }

  @Test
  void worksSideBySideAndNoWiderThanAllowed() {
    var together = new CyclicBarrier(3);
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    var items = new LinkedHashMap<Integer, Set<Integer>>();
    for (int i = 0; i < 9; i++) {
      items.put(i, Set.of());
    }
    new ReadyFirst(3)
        .map(
            items,
            item -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              meet(together);
              return now.decrementAndGet();
            });

    assertThat(most).hasValue(3);
  }

  @Test
  void goesOnAfterAFailureAndThrowsItInTheEnd() {
    var done = new ConcurrentLinkedQueue<String>();
    assertThatThrownBy(
            () ->
                new ReadyFirst(2)
                    .map(
                        items("bad", Set.of(), "after", Set.of("bad"), "other", Set.of()),
                        item -> {
                          if (item.equals("bad")) {
                            throw new IllegalStateException("broken");
                          }
                          return done.add(item);
                        }))
        .hasMessage("broken");
    assertThat(done).containsExactlyInAnyOrder("after", "other");
  }

  @Test
  void refusesARingAndBeginsNothing() {
    var done = new ConcurrentLinkedQueue<String>();
    assertThatThrownBy(
            () ->
                new ReadyFirst(2)
                    .map(items("x", Set.of(), "a", Set.of("b"), "b", Set.of("a")), done::add))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReadyFirst(2).map(items("a", Set.of("nobody")), done::add))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(done).isEmpty();
  }

  @Test
  void interruptedItBeginsNothingMoreAndWaitsForWhatIsBegun() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var done = new ConcurrentLinkedQueue<String>();
    var threw = new ConcurrentLinkedQueue<Throwable>();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    new ReadyFirst(1)
                        .map(
                            items("first", Set.of(), "second", Set.of("first")),
                            item -> {
                              begun.countDown();
                              await(new CountDownLatch(1));
                              return done.add(item);
                            });
                  } catch (IllegalStateException e) {
                    threw.add(e);
                  }
                });
    begun.await();
    caller.interrupt();
    caller.join();

    assertThat(done).containsExactly("first");
    assertThat(threw).hasSize(1);
  }

  @Test
  void nothingToDoIsDoneAtOnce() {
    assertThat(new ReadyFirst(1).map(Map.<String, Set<String>>of(), x -> x)).isEmpty();
    assertThatThrownBy(() -> new ReadyFirst(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
