package io.haymaker.emulator.servicebus.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.emulator.servicebus.message.Envelope;
import io.haymaker.emulator.servicebus.message.SystemProperty;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFilterTest {
  /** What nobody sent is nowhere in it; {@code nothing} was sent as null. */
  static Envelope message() {
    var properties = new Properties();
    properties.setSubject("a bus");
    properties.setMessageId("id-1");
    properties.setContentType(Symbol.valueOf("application/json"));
    Map<String, Object> application = new LinkedHashMap<>();
    application.put("file_size_mb", 120);
    application.put("half", 0.5);
    application.put("tiny", UnsignedInteger.valueOf(3));
    application.put("name", "It's [one]_50%");
    application.put("yes", true);
    application.put("HR-Id", 7L);
    application.put("when", new UUID(0, 1));
    application.put("nothing", null);
    return Envelope.ofData(null, Map.of(), properties, application, new byte[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          file_size_mb > 50 AND file_size_mb <= 200 | true
          file_size_mb > 200 | false
          FILE_SIZE_MB = 120.0 | true
          user.file_size_mb >= 120 and User.half < 1 | true
          file_size_mb > '50' | false
          NOT file_size_mb > '50' | false
          file_size_mb <> 120 OR file_size_mb != 119 | true
          file_size_mb + 1 = 121 AND file_size_mb - 20 * 2 = 80 | true
          file_size_mb / 50 = 2 AND file_size_mb % 50 = 20 | true
          (file_size_mb - 20) * 2 = 200 | true
          -file_size_mb < -100 AND - -tiny = +3 | true
          file_size_mb / 0 = 1 OR NOT file_size_mb / 0 = 1 | false
          half * 4 = 2 AND .5 = half AND 5e-1 = half | true
          1 / 2 = 0 AND 1.0 / 2 = 0.5 | true
          missing = 1 OR missing <> 1 OR missing IS NOT NULL | false
          missing = 1 OR TRUE = yes | true
          missing IS NULL AND nothing IS NULL AND name IS NOT NULL | true
          EXISTS(nothing) AND NOT EXISTS(missing) AND EXISTS (sys.Label) | true
          nothing = NULL OR nothing <> NULL | false
          name = 'It''s [one]_50%' | true
          name = 'it''s [one]_50%' | false
          name LIKE 'It%' AND name LIKE '%50\\%' ESCAPE '\\' | true
          name LIKE '%\\_60%' ESCAPE '\\' OR name LIKE 'It_' | false
          name NOT LIKE 'x%' AND NOT missing LIKE '%' | false
          name NOT LIKE 'x%' | true
          sys.Label LIKE '%bus%' AND sys.subject = 'a bus' | true
          sys.MessageId = 'id-1' AND sys.ContentType = 'application/json' | true
          sys.To IS NULL AND sys.SessionId IS NULL | true
          name IN ('a', 'b') OR tiny IN (1, 2, 3) | true
          tiny NOT IN (1, 2) AND tiny NOT IN ('3') | true
          missing NOT IN (1, 2) OR missing IN (1) | false
          [HR-Id] = 7 AND "HR-Id" = 7 AND user.[HR-Id] = 7 | true
          property('half') = 0.5 AND p('HR-' + 'Id') = 7 | true
          yes = TRUE AND yes <> false | true
          yes = 1 OR yes = 'true' | false
          name > 'A' OR name < 'A' OR name >= name | false
          when = when | true
          NOT (file_size_mb = 120 AND (yes = FALSE OR half = 0.5)) | false
          not not file_size_mb = 120 | true
          1=1 | true
          """)
  void aMessageIsChosenByWhatIsTrueOfIt(String expression, boolean chosen) {
    assertThat(new SqlFilter(expression).chooses(message())).isEqualTo(chosen);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "file_size_mb",
        "file_size_mb >",
        "file_size_mb > 50 AND",
        "file_size_mb > 50 200",
        "file_size_mb => 50",
        "(file_size_mb > 50",
        "file_size_mb > 50)",
        "file_size_mb > 99999999999999999999",
        "(a > 1) > 2",
        "(a > 1) + 2 = 3",
        "a AND b",
        "NOT a",
        "a IS 5",
        "5 IS NULL",
        "a IN ()",
        "a IN (1",
        "a NOT = 1",
        "a LIKE",
        "EXISTS(5)",
        "EXISTS a",
        "sys.Colour = 'red'",
        "other.a = 1",
        "sys. = 1",
        "a = 'no end",
        "[no end = 1",
        "[] = 1",
        "a = @p",
        "a = 1; DROP",
        "_a = 1",
        "in = 1",
        "newid() = 'x'",
        "upper(a) = 'X'",
        "TRUE"
      })
  void whatIsNoExpressionIsRefused(String expression) {
    assertThatThrownBy(() -> new SqlFilter(expression)).isInstanceOf(FilterRefusal.class);
  }

  @Test
  void aRefusalTellsThePlace() {
    assertThatThrownBy(() -> new SqlFilter("file_size_mb >> 5"))
        .hasMessage("a value is missing: '>' (at character 15)");
  }

  @Test
  void whatIsTooLongOrTooDeepIsRefused() {
    assertThatThrownBy(() -> new SqlFilter("a = 1" + " ".repeat(1020)))
        .isInstanceOf(FilterRefusal.class);
    assertThatThrownBy(() -> new SqlFilter("(".repeat(500) + "a = 1" + ")".repeat(500)))
        .isInstanceOf(FilterRefusal.class);
    assertThatThrownBy(() -> new SqlFilter("a = " + "-".repeat(1000) + "1"))
        .isInstanceOf(FilterRefusal.class);
  }

  @Test
  void aCorrelationFilterWantsEverythingEqualAndOfItsKind() {
    assertThat(correlated(Map.of(SystemProperty.SUBJECT, "a bus"), Map.of())).isTrue();
    assertThat(correlated(Map.of(SystemProperty.SUBJECT, "A bus"), Map.of())).isFalse();
    assertThat(correlated(Map.of(SystemProperty.TO, "a bus"), Map.of())).isFalse();
    assertThat(
            correlated(Map.of(SystemProperty.MESSAGE_ID, "id-1"), Map.of("name", "It's [one]_50%")))
        .isTrue();
    assertThat(correlated(Map.of(SystemProperty.MESSAGE_ID, "id-1"), Map.of("name", "other")))
        .isFalse();
    assertThat(correlated(Map.of(), Map.of("file_size_mb", "120"))).isFalse();
    assertThatThrownBy(() -> correlated(Map.of(), Map.of())).isInstanceOf(FilterRefusal.class);
  }

  private static boolean correlated(
      Map<SystemProperty, String> system, Map<String, String> application) {
    return new CorrelationFilter(system, application).chooses(message());
  }
}
