package io.haymaker.core.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.outcome.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileSizeTest {

  @ParameterizedTest
  @CsvSource({"12.5, 12.5", "1e3, 1000", "' 7 ', 7", "+1, 1", ".5, 0.5", "5000000, 5000000"})
  void numbersAndDecimalsInTextAreSizes(String text, double megabytes) {
    assertThat(FileSize.read(Optional.of(text))).isEqualTo(Outcome.done(new FileSize(megabytes)));
  }

  @ParameterizedTest
  @CsvSource({
    "'', is missing",
    "'  ', is missing",
    "many, is no number: 'many'",
    "NaN, is no number: 'NaN'",
    "Infinity, is no number: 'Infinity'",
    "0x10, is no number: '0x10'",
    "12f, is no number: '12f'",
    "'1,5', 'is no number: ''1,5'''",
    "0, 'must be more than 0, is 0'",
    "-1, 'must be more than 0, is -1'",
    "-0.0, 'must be more than 0, is -0.0'",
    "1e400, is too large to be true: 1e400",
    "1e-400, 'must be more than 0, is 1e-400'"
  })
  void everythingElseIsRefusedInWords(String text, String reason) {
    assertThat(FileSize.read(Optional.of(text)))
        .isEqualTo(Outcome.refused(FileSize.BAD, "file_size_mb " + reason));
  }

  @Test
  void aMissingPropertyIsRefusedAndNonsenseIsNotRepeatedAtLength() {
    assertThat(FileSize.read(Optional.empty()))
        .isEqualTo(Outcome.refused(FileSize.BAD, "file_size_mb is missing"));
    assertThat(FileSize.read(Optional.of("x".repeat(10_000))).obstacle().orElseThrow().message())
        .hasSizeLessThan(100);
  }
}
