package io.haymaker.core.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** More when all samples say so, fewer when there is room, and never in a hurry. */
class AutoscalerTest {
  private static final Instant T = Instant.parse("2026-05-01T00:00:00Z");
  private final Autoscaler autoscaler = new Autoscaler(AutoscaleSettings.DEFAULT);

  private static DesiredImage image(int minimum, int maximum, int count) {
    return new DesiredImage(
        "i", minimum, maximum, count, Limits.NONE, Map.of(), List.of(), false, T);
  }

  /** A sample a minute, the first one minute after the last change. */
  private static List<Load> cpu(double... percents) {
    var loads = new ArrayList<Load>();
    for (double percent : percents) {
      loads.add(new Load(T.plus(Duration.ofMinutes(loads.size() + 1)), percent, 0));
    }
    return loads;
  }

  private Optional<Autoscaler.Decision> decide(DesiredImage image, List<Load> loads, int minute) {
    return autoscaler.decide(image, loads, T.plus(Duration.ofMinutes(minute)));
  }

  private int countAfter(DesiredImage image, List<Load> loads, int minute) {
    return decide(image, loads, minute).map(Autoscaler.Decision::count).orElse(image.count());
  }

  @Test
  void threeSamplesOverTheTargetAreOneMore() {
    assertThat(decide(image(1, 5, 2), cpu(80, 83, 86), 3))
        .contains(new Autoscaler.Decision(3, "2 -> 3: cpu 83 % over target 70 % for 3 samples"));
  }

  @Test
  void memoryCountsAsCpuDoes() {
    List<Load> loads = cpu(0, 0, 0).stream().map(l -> new Load(l.at(), 75, 95)).toList();
    assertThat(decide(image(1, 5, 2), loads, 3))
        .contains(new Autoscaler.Decision(3, "2 -> 3: memory 95 % over target 70 % for 3 samples"));
  }

  @Test
  void oneSampleAtTheTargetOrTooFewAreNoReason() {
    assertThat(decide(image(1, 5, 2), cpu(99, 70, 99), 3)).isEmpty();
    assertThat(decide(image(1, 5, 2), cpu(99, 99), 3)).isEmpty();
  }

  @Test
  void noMoreComeWithinAMinuteOfTheLastChangeHoweverManySamplesThereAre() {
    List<Load> quick =
        Stream.of(5, 10, 15).map(second -> new Load(T.plusSeconds(second), 99, 0)).toList();
    assertThat(autoscaler.decide(image(1, 5, 2), quick, T.plusSeconds(20))).isEmpty();
    assertThat(autoscaler.decide(image(1, 5, 2), quick, T.plusSeconds(59))).isEmpty();
    assertThat(autoscaler.decide(image(1, 5, 2), quick, T.plusSeconds(61)))
        .map(Autoscaler.Decision::count)
        .contains(3);
  }

  @Test
  void samplesFromBeforeTheLastChangeOrFromLongAgoDoNotCount() {
    List<Load> before = cpu(99, 99, 99).stream().map(l -> earlier(l, 10)).toList();
    assertThat(decide(image(1, 5, 2), before, 3)).isEmpty();
    assertThat(decide(image(1, 5, 2), cpu(99, 99, 99), 30)).isEmpty();
  }

  private static Load earlier(Load load, int minutes) {
    return new Load(load.at().minus(Duration.ofMinutes(minutes)), load.cpu(), load.memory());
  }

  @Test
  void aLoadFarOverTheTargetIsAnsweredWithUpToTwiceAsMany() {
    assertThat(countAfter(image(1, 50, 4), cpu(105, 105, 105), 3)).isEqualTo(6);
    assertThat(countAfter(image(1, 50, 4), cpu(400, 400, 400), 3)).isEqualTo(8);
    assertThat(countAfter(image(1, 7, 4), cpu(400, 400, 400), 3)).isEqualTo(7);
    assertThat(countAfter(image(1, 4, 4), cpu(400, 400, 400), 3)).isEqualTo(4);
  }

  @Test
  void oneFewerOnlyWhenTheOthersKeepRoomAndSomeTimeHasPassed() {
    List<Load> idle = cpu(20, 20, 20, 20, 20, 20);
    assertThat(countAfter(image(1, 5, 3), idle, 4)).isEqualTo(3);
    assertThat(countAfter(image(1, 5, 3), idle, 6)).isEqualTo(2);
    assertThat(countAfter(image(3, 5, 3), idle, 6)).isEqualTo(3);
    assertThat(countAfter(image(1, 5, 2), cpu(31, 31, 31, 31, 31, 31), 6)).isEqualTo(2);
    assertThat(countAfter(image(1, 5, 2), cpu(29, 29, 29, 29, 29, 29), 6)).isEqualTo(1);
    assertThat(countAfter(image(0, 5, 1), cpu(0, 0, 0, 0, 0, 0), 6)).isEqualTo(1);
  }

  @Property(tries = 500)
  void neverAboveTheMaximumOrBelowTheMinimum(
      @ForAll @IntRange(max = 10) int minimum,
      @ForAll @IntRange(max = 10) int more,
      @ForAll @IntRange(max = 10) int most,
      @ForAll @Size(min = 3, max = 8) List<@DoubleRange(max = 1000) Double> percents,
      @ForAll @IntRange(max = 12) int minute) {
    DesiredImage image = image(minimum, minimum + more + most, minimum + more);
    List<Load> loads = cpu(percents.stream().mapToDouble(percent -> percent).toArray());
    assertThat(countAfter(image, loads, minute)).isBetween(minimum, minimum + more + most);
  }

  /** What was taken away would not be asked back by the same work. */
  @Property(tries = 500)
  void aConstantLoadDoesNotSwing(
      @ForAll @IntRange(min = 1, max = 20) int count,
      @ForAll @DoubleRange(min = 0, max = 2000) double work) {
    int before = countAfter(image(1, 100, count), constant(work / count), 6);
    int after = countAfter(image(1, 100, before), constant(work / before), 6);
    if (before < count) {
      assertThat(after).isLessThanOrEqualTo(before);
    }
    if (before > count) {
      assertThat(after).isGreaterThanOrEqualTo(before);
    }
  }

  private static List<Load> constant(double percent) {
    return cpu(percent, percent, percent, percent, percent, percent);
  }
}
