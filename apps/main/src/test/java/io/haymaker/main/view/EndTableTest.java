package io.haymaker.main.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EndTableTest {
  @Test
  void countsPerScenarioAndInTotalAndSaysSoInOneSentence() {
    List<String> lines = EndTable.of(Samples.clean(), Ink.PLAIN);
    assertThat(lines.get(1)).matches("compute-01\\s+succeeded\\s+2\\s+1\\s+1\\s+0");
    assertThat(lines.get(2)).matches("network-01\\s+succeeded\\s+1\\s+1\\s+0\\s+0");
    assertThat(lines.get(3)).matches("total\\s+3\\s+2\\s+1\\s+0");
    assertThat(lines).contains("identities: 2 created, 2 proven gone");
    assertThat(lines.getLast())
        .isEqualTo("Nothing remains: 3 resources (1 by force) and 2 identities are proven gone.");
  }

  @Test
  void namesWhatRemainsAndWhatCouldNotBeLookedAt() {
    List<String> lines = EndTable.of(Samples.dirty(), Ink.PLAIN);
    assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("  remains: /subscriptions/"));
    assertThat(lines).contains("  could not look: inventory: 500: broken");
    assertThat(lines.getLast()).isEqualTo("The run failed (leftovers): 1 thing remains.");
  }

  @Test
  void fitsEightyColumns() {
    assertThat(EndTable.of(Samples.clean(), Ink.PLAIN))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(90));
  }
}
