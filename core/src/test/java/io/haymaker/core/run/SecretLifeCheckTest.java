package io.haymaker.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.validation.Check.Finding;
import io.haymaker.core.validation.Check.Verdict;
import io.haymaker.core.validation.Undertaking;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SecretLifeCheckTest {
  private static Finding look(Duration run, Duration limit) {
    return new SecretLifeCheck(RunSettings.Pace.STANDARD, limit).look(new Undertaking(5, run));
  }

  @Test
  void aSecretLivesAsLongAsItsContainerCanAndAnHourMore() {
    assertThat(RunSettings.Pace.STANDARD.secretLife(Duration.ofHours(8)))
        .isEqualTo(Duration.ofHours(11));
    assertThat(RunSettings.Pace.STANDARD.secretLife(Duration.ofHours(24)))
        .isEqualTo(Duration.ofHours(26));
  }

  @Test
  void aRunWithinTheLimitPasses() {
    assertThat(look(Duration.ofHours(8), Duration.ofDays(30)).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(look(Duration.ofHours(22), Duration.ofDays(1)).verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void aRunThatOutlastsItsSecretsIsRefusedWithWhatToDo() {
    Finding finding = look(Duration.ofHours(23), Duration.ofDays(1));
    assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(finding.message()).contains("25 h").contains("1 days");
    assertThat(finding.whatToDo()).contains("SP_SECRET_ROTATION_DAYS");
  }
}
