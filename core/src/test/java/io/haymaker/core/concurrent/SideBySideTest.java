package io.haymaker.core.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SideBySideTest {

  @Test
  void givesTheResultsInTheOrderOfTheItems() {
    assertThat(new SideBySide(3).map(List.of(3, 1, 2), i -> i * 10)).containsExactly(30, 10, 20);
  }

  @Test
  void runsAsManyAtATimeAsItIsWide() {
    // Both have to be there at once, or the barrier breaks.
    var both = new CyclicBarrier(2);

    assertThat(
            new SideBySide(2)
                .map(
                    List.of(1, 2),
                    i -> {
                      try {
                        both.await(20, TimeUnit.SECONDS);
                      } catch (Exception e) {
                        throw new IllegalStateException(e);
                      }
                      return i;
                    }))
        .hasSize(2);
  }

  @Test
  void runsNeverMoreThanItIsWide() {
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    new SideBySide(3)
        .map(
            IntStream.range(0, 60).boxed().toList(),
            i -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              LockSupport.parkNanos(1000);
              now.decrementAndGet();
              return i;
            });

    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void doesAllOfItAndThenThrowsTheFirstFailureWithTheOthers() {
    var done = new ConcurrentLinkedQueue<Integer>();

    assertThatThrownBy(
            () ->
                new SideBySide(2)
                    .map(
                        List.of(1, 2, 3, 4),
                        i -> {
                          done.add(i);
                          if (i % 2 == 1) {
                            throw new IllegalStateException("no " + i);
                          }
                          return i;
                        }))
        .hasMessage("no 1")
        .satisfies(e -> assertThat(e.getSuppressed()).singleElement().asString().contains("no 3"));
    assertThat(done).containsExactlyInAnyOrder(1, 2, 3, 4);
  }

  @Test
  void oneFailureThatManyShareIsThrownAsItIs() {
    var shared = new IllegalStateException("the database is away");

    assertThatThrownBy(
            () ->
                new SideBySide(2)
                    .map(
                        List.of(1, 2),
                        _ -> {
                          throw shared;
                        }))
        .isSameAs(shared);
  }

  @Test
  void anErrorIsThrownAsItIs() {
    assertThatThrownBy(
            () ->
                new SideBySide(1)
                    .map(
                        List.of(1),
                        _ -> {
                          throw new StackOverflowError("deep");
                        }))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void aWidthOfNothingIsRefused() {
    assertThatThrownBy(() -> new SideBySide(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
