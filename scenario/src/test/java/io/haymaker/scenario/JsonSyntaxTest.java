package io.haymaker.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSyntaxTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " [ ] ",
        "0",
        "-1.5e+10",
        "true",
        "null",
        "\"a \\\" \\u00e4 \\n\"",
        "{ \"a\": [1, {\"b\": false}], \"\": \"{[\" }",
      })
  void takesJson(String text) {
    assertThat(JsonSyntax.check(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "| the end",
        "{\"a\" 1} | ':'",
        "{\"a\": } | a value",
        "{a: 1} | a name in quotes",
        "[1 2] | ','",
        "[1,] | a value",
        "01 | behind its end",
        "\"open | a text in quotes",
        "\"\\x\" | a text in quotes",
        "{} {} | behind its end",
        "[ | the end",
        "tru | a value",
      })
  void saysWhyATextIsNone(String text, String why) {
    assertThat(JsonSyntax.check(text == null ? "" : text))
        .hasValueSatisfying(flaw -> assertThat(flaw.message()).contains(why));
  }

  @Test
  void namesTheLineInWhichItStops() {
    assertThat(JsonSyntax.check("{\n  \"a\": 1,\n  b\n}"))
        .hasValueSatisfying(flaw -> assertThat(flaw.line()).isEqualTo(3));
  }

  @Test
  void aTextNestedWithoutEndIsRefusedRatherThanFollowed() {
    assertThat(JsonSyntax.check("[".repeat(100_000)))
        .hasValueSatisfying(flaw -> assertThat(flaw.message()).contains("too deeply"));
  }
}
