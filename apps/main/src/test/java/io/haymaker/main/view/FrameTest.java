package io.haymaker.main.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.run.Phase;
import io.haymaker.core.run.ScenarioRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {
  private static final Phase[] MONITORING = {Phase.SELECTION, Phase.PROVISIONING, Phase.MONITORING};

  @Test
  void hasALineForEachScenarioBetweenHeadAndSums() {
    List<String> lines =
        Frame.of(
            Samples.progress(
                Samples.run(MONITORING),
                List.of(
                    Samples.planned("compute-01"),
                    Samples.running("network-01"),
                    Samples.ended("web-01")),
                List.of()),
            100,
            24,
            Ink.PLAIN);
    assertThat(lines).hasSize(5);
    assertThat(lines.getFirst()).contains("11111111", "small", "seed 42", "monitoring", "34s");
    assertThat(lines.get(1)).contains("compute-01", "[..................]", "provisioning");
    assertThat(lines.get(2)).contains("network-01", "[########..........]", "running", "4 made");
    assertThat(lines.get(3)).contains("web-01", "[##################]", "succeeded", "2 gone");
    assertThat(lines.getLast()).contains("12 made", "3 deleted by agents", "3 forced", "events 83");
  }

  private static List<ScenarioRun> thirty(String prefix) {
    var many = new ArrayList<ScenarioRun>();
    for (int i = 0; i < 30; i++) {
      String name = prefix + "%02d".formatted(i);
      many.add(
          i % 3 == 0
              ? Samples.ended(name)
              : i % 3 == 1 ? Samples.running(name) : Samples.planned(name));
    }
    return many;
  }

  @ParameterizedTest
  @CsvSource({"80, 24", "200, 24", "200, 50", "80, 50", "120, 30", "40, 8", "60, 12"})
  void aLargeRunFitsTheTerminal(int columns, int rows) {
    List<String> lines =
        Frame.of(
            Samples.progress(
                Samples.run(MONITORING),
                thirty("a-scenario-with-quite-a-long-name-that-goes-on-and-on-and-on-"),
                List.of()),
            columns - 1,
            rows - 1,
            Ink.COLOUR);
    assertThat(lines).hasSizeLessThanOrEqualTo(rows - 1);
    assertThat(lines)
        .allSatisfy(
            line -> assertThat(Columns.width(Ink.without(line))).isLessThanOrEqualTo(columns - 1));
    assertThat(Ink.without(lines.getFirst())).endsWith("monitoring  34s");
  }

  @ParameterizedTest
  @CsvSource({"80, 24, 15", "200, 24, 15", "200, 50, 30", "80, 50, 30"})
  void everyScenarioOfALargeRunIsSeen(int columns, int rows, int lines) {
    List<String> all =
        Frame.of(
            Samples.progress(Samples.run(MONITORING), thirty("s"), List.of()),
            columns - 1,
            rows - 1,
            Ink.PLAIN);
    assertThat(all).hasSize(lines + 2);
    for (int i = 0; i < 30; i++) {
      String name = "  s%02d ".formatted(i);
      assertThat(all).filteredOn(line -> line.contains(name)).hasSize(1);
    }
    assertThat(all.get(1))
        .contains(columns == 80 && rows == 24 ? "#### done       4/2" : "succeeded       4 made");
  }

  @Test
  void columnsStandBelowEachOtherAndGoDownBeforeTheyGoRight() {
    List<String> lines =
        Frame.of(
            Samples.progress(Samples.run(MONITORING), thirty("network-"), List.of()),
            79,
            23,
            Ink.PLAIN);
    assertThat(lines.get(1)).contains("network-00", "network-15");
    assertThat(lines.subList(1, 16).stream().map(line -> line.indexOf("network-", 4)).distinct())
        .hasSize(1);
  }

  @Test
  void whereEvenTwoColumnsAreTooLongTheRestIsSummedUp() {
    List<String> lines =
        Frame.of(
            Samples.progress(Samples.run(MONITORING), thirty("s"), List.of()), 79, 11, Ink.PLAIN);
    assertThat(lines).hasSizeLessThanOrEqualTo(11);
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).contains("and 18 more").contains("72 resources"));
  }

  @Test
  void hasNoEscapesWithoutColour() {
    List<String> lines =
        Frame.of(
            Samples.progress(Samples.run(MONITORING), List.of(Samples.ended("web-01")), List.of()),
            80,
            24,
            Ink.PLAIN);
    assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContain("\u001b"));
  }
}
