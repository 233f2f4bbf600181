package io.haymaker.main.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server needs no cloud; but half a cloud is a mistake. */
class CloudlessTest {
  private static Resolution whatIs(Map<String, String> environment) {
    return new Resolver(
            environment, Optional.empty(), _ -> Optional.empty(), Resolver.Cloud.WHERE_NAMED)
        .resolve();
  }

  @Test
  void aCloudThatNothingNamesIsNotMissed() {
    Resolution bare =
        whatIs(
            Map.of(
                "POSTGRES_URL", "jdbc:postgresql://h/d",
                "POSTGRES_USER", "u",
                "POSTGRES_PASSWORD", "p",
                "SIMULATION_SIZE", "large"));
    assertThat(bare.problems()).isEmpty();
    assertThat(bare.hasCloud()).isFalse();
    assertThat(new Assembler(bare.values()).premises().database().orElseThrow().password())
        .hasValueSatisfying(password -> assertThat(password.reveal()).isEqualTo("p"));
  }

  @Test
  void aCloudThatIsNamedInPartIsNeededWhole() {
    Resolution part = whatIs(Map.of("LOCATION", "eastus2"));
    assertThat(part.hasCloud()).isTrue();
    assertThat(part.problems()).extracting(Problem::setting).contains("AZURE_TENANT_ID");
  }

  @Test
  void withoutACloudWhatIsWrongIsStillTold() {
    assertThat(whatIs(Map.of("SIMULATION_SIZE", "huge", "POSTGRES_URL", "x")).problems())
        .extracting(Problem::setting)
        .containsExactly("SIMULATION_SIZE", "POSTGRES_URL");
  }
}
