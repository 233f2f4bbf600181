package io.haymaker.azure.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.runtime.ImageRegistry.Manifest;
import io.haymaker.core.validation.Check.Verdict;
import io.haymaker.core.validation.Undertaking;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageCheckTest {
  private static final String DIGEST =
      "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @CsvSource({
    "registry.example/team/agent:1.2, PASSED",
    "localhost:5000/agentDIGEST, PASSED",
    "agent, WARNING",
    "registry.example/agent:latest, WARNING",
    "registry.example/Agent:1, FAILED",
    "https://registry.example/agent:1, FAILED",
    "registry.example/agent:, FAILED",
    "registry.example//agent:1, FAILED",
  })
  void anImageIsJudgedByItsForm(String image, Verdict verdict) {
    assertThat(
            new ImageCheck(
                    image.replace("DIGEST", DIGEST),
                    _ -> Look.found(new Manifest("", "application/json")))
                .look(new Undertaking(1, Duration.ofHours(1)))
                .verdict())
        .isEqualTo(verdict);
  }
}
