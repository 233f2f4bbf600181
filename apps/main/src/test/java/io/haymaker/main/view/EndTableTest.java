package io.haymaker.main.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndTableTest {
  @Test
  void countsPerScenarioAndInTotalAndSaysSoInOneSentence() {
    List<String> lines = EndTable.of(Samples.clean(), 79, Ink.PLAIN);
    assertThat(lines.get(1)).matches("compute-01\\s+succeeded\\s+2\\s+1\\s+1\\s+0");
    assertThat(lines.get(2)).matches("network-01\\s+succeeded\\s+1\\s+1\\s+0\\s+0");
    assertThat(lines.get(3)).matches("total\\s+3\\s+2\\s+1\\s+0");
    assertThat(lines).contains("identities: 2 created, 2 proven gone");
    assertThat(lines.getLast())
        .isEqualTo("Nothing remains: 3 resources (1 by force) and 2 identities are proven gone.");
  }

  @Test
  void namesWhatRemainsAndWhatCouldNotBeLookedAt() {
    List<String> lines = EndTable.of(Samples.dirty(), 79, Ink.PLAIN);
    assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("  remains: /subscriptions/"));
    assertThat(lines)
        .contains(
            "    it could not be deleted, made 2026-11-21T10:00:00Z, attempts: 0",
            "  could not look: inventory: 500: broken");
    assertThat(lines.getLast()).isEqualTo("The run failed (leftovers): 1 thing remains.");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 79, 199})
  void tableAndSentencesFitTheTerminal(int width) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      names.add("a-scenario-with-quite-a-long-name-that-goes-on-and-on-%02d".formatted(i));
    }
    List<String> lines = EndTable.of(Samples.clean(names), width, Ink.COLOUR);
    assertThat(lines)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            line -> assertThat(Columns.width(Ink.without(line))).isLessThanOrEqualTo(width));
    assertThat(Ink.without(lines.get(1))).contains("succeeded").startsWith("a-scenario-wi");
    assertThat(Ink.without(String.join(" ", lines)).replaceAll("\\s+", " "))
        .contains("Nothing remains: 0 resources (0 by force) and 30 identities are proven gone.");
  }
}
