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
    assertThat(
            lintHttp(
                "@own = {{nowhere}}\nGET " + INSIDE + "{{own}}/{{other}}?api-version=2024-01-01"))
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
    assertThat(rules(lintHttp("GET " + INSIDE + "{{a b}}?api-version=2024-01-01")))
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
    assertThat(rules(lintHttp("GET https://example.com/?api-version=2024-01-01")))
        .containsExactly(LintRule.FOREIGN_HOST);
  }

  @Test
  void findsUndeclaredWritesOutsideTheGroup() {
    String put =
        "PUT {{arm}}/subscriptions/{{subscription_id}}/resourceGroups/mine"
            + "?api-version=2021-04-01\n\n{}";

    assertThat(rules(lintHttp(put))).containsExactly(LintRule.UNDECLARED_SCOPE);
    assertThat(
            rules(
                ScenarioLinter.lint(
                    "a.md", "---\nscope: subscription\n---\n" + Documents.withHttp(put))))
        .isEmpty();
    assertThat(rules(lintHttp(put.replace("PUT", "GET").replace("{}", "")))).isEmpty();
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

  @Test
  void findsWhatAzureWouldRefuse() {
    String put = "PUT {{arm}}" + INSIDE + "Microsoft.Web/sites/{{unique}}?api-version=";

    assertThat(rules(lintHttp(put + "2024-04-01"))).containsExactly(LintRule.MISSING_BODY);
    assertThat(rules(lintHttp(put + "latest\n\n{}"))).containsExactly(LintRule.BAD_API_VERSION);
    assertThat(rules(lintHttp(put + "2024-04-01-preview\n\n{}"))).isEmpty();
    assertThat(lintHttp(put + "2024-04-01\n\n{\n\"n\": {{unique}},\n}"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo(LintRule.BAD_JSON);
              assertThat(finding.problem().line()).isEqualTo(13);
            });
    assertThat(rules(lintHttp(put + "2024-04-01\nContent-Type: text/plain\n\nx"))).isEmpty();
  }

  @Test
  void findsWhatWouldBeDifferentInEveryCloud() {
    String guid = "/subscriptions/01234567-89ab-cdef-0123-456789abcdef/resourceGroups/g";

    assertThat(rules(lintHttp("GET {{arm}}" + guid + "?api-version=2021-04-01")))
        .containsExactly(LintRule.FIXED_SUBSCRIPTION);
    assertThat(
            rules(
                ScenarioLinter.lint(
                    "a.md", Documents.BASH_ONLY.replace("az storage account show", "az " + guid))))
        .containsExactly(LintRule.FIXED_SUBSCRIPTION);
  }

  @Test
  void commandsThatAskAreFoundAndThoseThatDoNotAreNot() {
    for (String asks : List.of("terraform destroy", "az group delete -n x", "az login")) {
      assertThat(rules(lintBash(asks))).as(asks).containsExactly(LintRule.WAITS_FOR_INPUT);
    }
    for (String doesNot :
        List.of(
            "terraform destroy -auto-approve",
            "az group delete -n x --yes",
            "az login --service-principal -u x",
            "terraform apply \\")) {
      assertThat(rules(lintBash(doesNot))).as(doesNot).isEmpty();
    }
  }

  @Test
  void findingsAreInTheOrderOfTheirLines() {
    assertThat(ScenarioLinter.lint("a.md", Documents.withHttp("@b = {{c}}\nGET /x\n\n{}")))
        .extracting(finding -> finding.problem().line())
        .isSorted()
        .hasSizeGreaterThan(3);
  }

  private static List<LintFinding> lintBash(String command) {
    return ScenarioLinter.lint(
        "a.md", Documents.BASH_ONLY.replace("az storage account show -n \"$NAME\"", command));
  }

  private static List<LintFinding> lintHttp(String block) {
    return ScenarioLinter.lint("a.md", Documents.withHttp(block));
  }

  private static List<LintRule> rules(List<LintFinding> findings) {
    return findings.stream().map(LintFinding::rule).toList();
  }
}
