package io.haymaker.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class ScenarioParserPropertyTest {

  private static final String WHOLE = Documents.resource("compute-01-http.md");

  @Property(tries = 300)
  void anyTextIsEitherParsedOrRejectedWithAReason(@ForAll @StringLength(max = 400) String text) {
    assertThat(ScenarioParser.parse("a.md", text)).isNotNull();
  }

  @Property(tries = 200)
  void aDocumentCutBeforeItsCleanupIsNeverClean(@ForAll @IntRange(max = 1500) int length) {
    String cut = WHOLE.substring(0, Math.min(length, WHOLE.indexOf("## Phase 3")));

    assertThat(ScenarioLinter.lint("a.md", cut)).isNotEmpty();
  }
}
