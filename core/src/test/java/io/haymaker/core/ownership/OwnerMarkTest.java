package io.haymaker.core.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.scenario.ScenarioName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerMarkTest {
  private static final InstallationId OURS = new InstallationId("ours-1234");
  private static final RunId RUN = RunId.random();
  private static final String MARK = OwnerMark.of(new Owner(OURS, RUN, new ScenarioName("web")));

  @Test
  void isReadBack() {
    assertThat(OwnerMark.carries(MARK, OURS, RUN)).isTrue();
    assertThat(MARK).contains("Scenario=web").contains("AzureHayMaker-managed=true");
  }

  @Test
  void isNobodyElses() {
    assertThat(OwnerMark.carries(MARK, new InstallationId("theirs-12"), RUN)).isFalse();
    assertThat(OwnerMark.carries(MARK, OURS, RunId.random())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "for the web team", ";;=", "RunId", "HayMaker-Installation=ours-1234"})
  void othersDescriptionsSayNothing(String text) {
    assertThat(OwnerMark.carries(text, OURS, RUN)).isFalse();
  }
}
