package io.haymaker.main.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  @Test
  void wideCharactersTakeTwoColumnsAndCombiningOnesNone() {
    assertThat(Columns.width("abc")).isEqualTo(3);
    assertThat(Columns.width("宽字")).isEqualTo(4);
    assertThat(Columns.width("e\u0301")).isEqualTo(1);
    assertThat(Columns.width("🚀")).isEqualTo(2);
  }

  @Test
  void whatIsCutOrPaddedIsAsWideAsAsked() {
    assertThat(Columns.cut("宽字符", 4)).isEqualTo("宽~");
    assertThat(Columns.pad("宽字符", 6)).isEqualTo("宽字符");
    assertThat(Columns.pad("宽", 5)).isEqualTo("宽   ");
    assertThat(Columns.width(Columns.pad("宽字符", 4))).isEqualTo(4);
    assertThat(Columns.cut("a🚀b", 2)).isEqualTo("a~");
    assertThat(Columns.cut("abc", 0)).isEmpty();
  }

  @Test
  void longTextIsBrokenAtBlanksAndNothingIsLost() {
    assertThat(Columns.wrap("one two three four", 9, 2))
        .isEqualTo(List.of("one two", "  three", "  four"));
    assertThat(Columns.wrap("/a/very/long/id", 6, 0)).isEqualTo(List.of("/a/ver", "y/long", "/id"));
    assertThat(Columns.wrap("short", 80, 4)).isEqualTo(List.of("short"));
  }

  @Test
  void controlCharactersOfOthersAreHarmless() {
    assertThat(Columns.plain("a\u001b[2J\tb\r\nc\u009bd")).isEqualTo("a?[2J?b c?d");
  }
}
