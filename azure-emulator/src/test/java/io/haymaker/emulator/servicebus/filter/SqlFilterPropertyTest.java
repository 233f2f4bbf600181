package io.haymaker.emulator.servicebus.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class SqlFilterPropertyTest {
  private static final int LEAST = -Integer.MAX_VALUE;

  private static Truth truth(String expression) {
    return new SqlEvaluator(SqlFilterTest.message()).truth(SqlParser.parse(expression));
  }

  /** Conditions of which some are unknown, at most three levels deep. */
  @Provide
  Arbitrary<String> conditions() {
    return conditions(3);
  }

  private static Arbitrary<String> conditions(int levels) {
    Arbitrary<String> simple =
        Arbitraries.of(
            "file_size_mb > 50",
            "file_size_mb > 500",
            "missing = 1",
            "half < 'text'",
            "name LIKE 'It%'",
            "missing IS NULL",
            "tiny IN (1, 2)",
            "EXISTS(nothing)",
            "nothing = 0");
    if (levels == 0) {
      return simple;
    }
    Arbitrary<String> inner = conditions(levels - 1);
    return Arbitraries.oneOf(
        simple,
        Combinators.combine(inner, Arbitraries.of("AND", "OR"), inner)
            .as((left, word, right) -> "(%s) %s (%s)".formatted(left, word, right)),
        inner.map("NOT (%s)"::formatted));
  }

  @Property(tries = 300)
  void theLawsOfThreeValuesHold(@ForAll("conditions") String a, @ForAll("conditions") String b) {
    assertThat(truth("NOT (NOT (%s))".formatted(a))).isEqualTo(truth(a));
    assertThat(truth("NOT ((%s) AND (%s))".formatted(a, b)))
        .isEqualTo(truth("(NOT (%s)) OR (NOT (%s))".formatted(a, b)));
    assertThat(truth("(%s) OR (%s)".formatted(a, b)))
        .isEqualTo(truth("(%s) OR (%s)".formatted(b, a)));
    assertThat(truth("(%s) AND missing = 1".formatted(a))).isNotEqualTo(Truth.TRUE);
    assertThat(truth("(%s) OR missing = 1".formatted(a))).isNotEqualTo(Truth.FALSE);
  }

  /** Numbers whose results a long holds: the square of the least int, twice, is one too large. */
  @Property(tries = 300)
  void arithmeticBindsAsItDoesElsewhere(
      @ForAll @IntRange(min = LEAST) int a,
      @ForAll @IntRange(min = LEAST) int b,
      @ForAll @IntRange(min = LEAST) int c,
      @ForAll @IntRange(min = LEAST) int d) {
    long value = (long) a + (long) b * c - (long) d;
    assertThat(truth("%d + %d * %d - %d = %d".formatted(a, b, c, d, value))).isEqualTo(Truth.TRUE);
    assertThat(truth("%d < %d".formatted(a, b))).isEqualTo(Truth.of(a < b));
    assertThat(truth("%d >= %d OR %d = %d".formatted(a, b, c, d)))
        .isEqualTo(Truth.of(a >= b || c == d));
    assertThat(truth("(%d + %d) * %d = %d".formatted(a, b, c, ((long) a + b) * c)))
        .isEqualTo(Truth.TRUE);
  }

  @Property(tries = 300)
  void aTextStandsForItselfWhateverIsInIt(@ForAll @StringLength(max = 80) String text) {
    String quoted = "'" + text.replace("'", "''") + "'";
    assertThat(truth("%s = %s AND 'x' + %s <> %s".formatted(quoted, quoted, quoted, quoted)))
        .isEqualTo(Truth.TRUE);
  }

  @Property(tries = 500)
  void likeIsWhatItsPatternSays(
      @ForAll @StringLength(max = 12) @CharRange(from = 'a', to = 'c') String text,
      @ForAll("patterns") String pattern) {
    String regex =
        pattern
            .chars()
            .mapToObj(
                c ->
                    switch (c) {
                      case '%' -> ".*";
                      case '_' -> ".";
                      default -> Pattern.quote(Character.toString(c));
                    })
            .collect(Collectors.joining());
    assertThat(new LikePattern(pattern, Optional.empty()).matches(text))
        .isEqualTo(text.matches(regex));
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings().withChars("abc%_").ofMaxLength(8);
  }

  @Property(tries = 1000)
  void anyTextIsReadOrRefused(@ForAll("nearlyExpressions") String text) {
    assertThatCode(
            () -> {
              try {
                assertThat(new SqlFilter(text).chooses(SqlFilterTest.message())).isIn(true, false);
              } catch (FilterRefusal refused) {
                assertThat(refused.getMessage()).isNotEmpty();
              }
            })
        .doesNotThrowAnyException();
  }

  @Provide
  Arbitrary<String> nearlyExpressions() {
    return Arbitraries.of(
            "a", "half", "sys.", "user.", "NOT", "AND", "OR", "IN", "LIKE", "IS", "NULL", "(", ")",
            ",", "=", "<", ">=", "+", "-", "*", "/", "%", "1", "2.5", "1e400", "'t'", "'", "[b]",
            "\"", "EXISTS", "p", "ESCAPE", "TRUE", ".", "é", "\u0000")
        .list()
        .ofMaxSize(14)
        .map(words -> String.join(" ", words));
  }
}
