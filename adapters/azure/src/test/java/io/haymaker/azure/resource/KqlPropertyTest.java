package io.haymaker.azure.resource;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class KqlPropertyTest {

  @Property(tries = 300)
  void aValueNeverEndsItsLiteral(@ForAll String text) {
    String literal = Kql.literal(text);

    assertThat(literal).startsWith("'").endsWith("'").doesNotContain("\n", "\r");
    String inside = literal.substring(1, literal.length() - 1);
    int backslashes = 0;
    for (int i = 0; i < inside.length(); i++) {
      if (inside.charAt(i) == '\\') {
        backslashes++;
      } else {
        assertThat(inside.charAt(i) == '\'' && backslashes % 2 == 0).isFalse();
        backslashes = 0;
      }
    }
    assertThat(backslashes % 2).isZero();
  }
}
