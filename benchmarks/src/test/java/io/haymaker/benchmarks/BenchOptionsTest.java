package io.haymaker.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BenchOptionsTest {
  @Test
  void withoutAWordItIsAllOfThemInFull() {
    BenchOptions options = BenchOptions.of();
    assertThat(options.names()).isEmpty();
    assertThat(options.wants("churn")).isTrue();
    assertThat(options.rounds()).isEqualTo(3);
    assertThat(options.scaled(100)).isEqualTo(100);
  }

  @Test
  void partsAndNumbersAreAsTheyAreGiven() {
    BenchOptions options =
        BenchOptions.of("containers", "--part=churn,lists", "--scale=0.25", "--rounds=1");
    assertThat(options.names()).containsExactly("containers");
    assertThat(options.wants("lists")).isTrue();
    assertThat(options.wants("sampling")).isFalse();
    assertThat(options.scaled(100)).isEqualTo(25);
    assertThat(options.scaled(1)).isEqualTo(1);
    assertThat(options.rounds()).isEqualTo(1);
  }

  @Test
  void whatMeansNothingIsRefusedInWords() {
    assertThatThrownBy(() -> BenchOptions.of("--faster")).hasMessage("there is no option --faster");
    assertThatThrownBy(() -> BenchOptions.of("--scale=much"))
        .hasMessage("--scale=much: not a number");
    assertThatThrownBy(() -> BenchOptions.of("--scale=0")).hasMessageContaining("above 0");
    assertThatThrownBy(() -> BenchOptions.of("--rounds=0")).hasMessageContaining("1 or more");
  }
}
