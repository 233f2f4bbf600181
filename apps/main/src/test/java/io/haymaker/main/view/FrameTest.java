package io.haymaker.main.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.run.Phase;
import io.haymaker.core.run.ScenarioRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
    assertThat(lines.get(1)).contains("compute-01", "[............]", "provisioning");
    assertThat(lines.get(2)).contains("network-01", "[#####.......]", "running", "4 made");
    assertThat(lines.get(3)).contains("web-01", "[############]", "succeeded", "2 gone");
    assertThat(lines.getLast()).contains("12 made", "3 deleted by agents", "3 forced", "events 83");
  }

  @Test
  void fitsEightyByTwentyFourWithThirtyScenarios() {
    var many = new ArrayList<ScenarioRun>();
    for (int i = 0; i < 30; i++) {
      many.add(Samples.running("a-scenario-with-quite-a-long-name-to-show-%02d".formatted(i)));
    }
    List<String> lines =
        Frame.of(Samples.progress(Samples.run(MONITORING), many, List.of()), 79, 23, Ink.PLAIN);
    assertThat(lines).hasSizeLessThanOrEqualTo(23);
    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(79));
    assertThat(lines).anySatisfy(line -> assertThat(line).contains("and 12 more"));
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
