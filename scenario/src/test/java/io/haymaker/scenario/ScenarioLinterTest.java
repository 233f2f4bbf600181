package io.haymaker.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioLinterTest {

  private static final String INSIDE =
      "/subscriptions/{{subscription_id}}/resourceGroups/{{resource_group}}/providers/";

  @Test
  void hasNothingToSayAboutGoodDocuments() {
    assertThat(ScenarioLinter.lint("a.md", Documents.BASH_ONLY)).isEmpty();
    assertThat(ScenarioLinter.lint("a.md", Documents.resource("compute-01-http.md"))).isEmpty();
  }

  @Test
  void findsVariablesThatNothingSets() {
    assertThat(lintHttp("@own = {{nowhere}}\nGET " + INSIDE + "{{own}}/{{other}}?api-version=1"))
        .extracting(finding -> finding.problem().message())
        .anyMatch(message -> message.contains("'nowhere'"))
        .anyMatch(message -> message.contains("'other'"))
        .hasSize(2);
  }

  @Test
  void findsReferencesToAnswersThatAreNotThereYet() {
    String block =
        "# @name one\nGET {{two.response.body.$.id}}\n###\n# @name two\nGET {{one.response.body.$.id}}";

    assertThat(lintHttp(block))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo(LintRule.UNKNOWN_REQUEST);
              assertThat(finding.problem().line()).isEqualTo(10);
            });
  }

  @Test
  void findsBracesThatAreNoReference() {
    assertThat(rules(lintHttp("GET " + INSIDE + "{{a b}}?api-version=1")))
        .containsExactly(LintRule.BAD_REFERENCE);
  }

  @Test
  void findsMissingPhasesAndTitles() {
    assertThat(rules(ScenarioLinter.lint("a.md", "## Technology Area\nIoT\n")))
        .containsExactly(
            LintRule.MISSING_TITLE,
            LintRule.MISSING_PHASE,
            LintRule.MISSING_PHASE,
            LintRule.MISSING_PHASE);
  }

  @Test
  void findsRequestsWithoutApiVersionAndToOtherHosts() {
    assertThat(rules(lintHttp("GET {{arm}}" + INSIDE + "x")))
        .containsExactly(LintRule.MISSING_API_VERSION);
    assertThat(rules(lintHttp("GET https://example.com/?api-version=1")))
        .containsExactly(LintRule.FOREIGN_HOST);
  }

  @Test
  void findsUndeclaredWritesOutsideTheGroup() {
    String put = "PUT {{arm}}/subscriptions/{{subscription_id}}/resourceGroups/mine?api-version=1";

    assertThat(rules(lintHttp(put))).containsExactly(LintRule.UNDECLARED_SCOPE);
    assertThat(
            rules(
                ScenarioLinter.lint(
                    "a.md", "---\nscope: subscription\n---\n" + Documents.withHttp(put))))
        .isEmpty();
    assertThat(rules(lintHttp(put.replace("PUT", "GET")))).isEmpty();
  }

  @Test
  void findsUndeclaredCommandsThatReachOutsideTheGroup() {
    String text =
        Documents.BASH_ONLY.replace(
            "az storage account show -n \"$NAME\"",
            "# az group create\naz group create -n more\naz ad sp create-for-rbac -n x");

    assertThat(rules(ScenarioLinter.lint("a.md", text)))
        .containsExactly(LintRule.UNDECLARED_SCOPE, LintRule.UNDECLARED_DIRECTORY);
    assertThat(ScenarioReach.of(Documents.parsed("a.md", text)))
        .isEqualTo(new ScenarioReach(true, true));
    assertThat(ScenarioReach.of(Documents.parsed("a.md", Documents.BASH_ONLY)))
        .isEqualTo(new ScenarioReach(false, false));
  }

  @Test
  void reportsWhatTheParserRefuses() {
    assertThat(rules(lintHttp("FETCH /x"))).containsExactly(LintRule.UNREADABLE);
  }

  private static List<LintFinding> lintHttp(String block) {
    return ScenarioLinter.lint("a.md", Documents.withHttp(block));
  }

  private static List<LintRule> rules(List<LintFinding> findings) {
    return findings.stream().map(LintFinding::rule).toList();
  }
}
