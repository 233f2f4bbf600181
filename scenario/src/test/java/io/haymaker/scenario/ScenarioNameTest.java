package io.haymaker.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioNameTest {

  @Test
  void isTheFileNameWithoutItsEnding() {
    assertThat(ScenarioName.ofFile("my_scenario_v2.md"))
        .contains(new ScenarioName("my_scenario_v2"));
    assertThat(ScenarioName.ofFile("my_scenario_v2.MD")).isEmpty();
    assertThat(ScenarioName.ofFile("SCENARIO_TEMPLATE.md")).isEmpty();
    assertThat(ScenarioName.ofFile("SCALING_PLAN.md")).isEmpty();
  }

  @Test
  void refusesWhatWouldNeedQuoting() {
    for (String bad : List.of("", "-a", "a b", "a/b", "..", "a.b", "ä", "a".repeat(101))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new ScenarioName(bad));
    }
    assertThat(new ScenarioName("a".repeat(100)).value()).hasSize(100);
  }

  @Test
  void agentPathIsTheNameInSnakeCase() {
    assertThat(new ScenarioName("AI-ml-01-Vision").agentPath()).isEqualTo("ai_ml_01_vision");
  }
}
