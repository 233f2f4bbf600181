package io.haymaker.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.scenario.Block.BashBlock;
import io.haymaker.scenario.Block.HttpBlock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScenarioParserTest {

  private static final String HTTP_FILE = "compute-01-http.md";
  private static final String HTTP_TEXT = Documents.resource(HTTP_FILE);

  @Test
  void readsTheSectionsOfADocument() {
    ScenarioDocument document = Documents.parsed(HTTP_FILE, HTTP_TEXT);

    assertThat(document.name().value()).isEqualTo("compute-01-http");
    assertThat(document.agentPath()).isEqualTo("compute_01_http");
    assertThat(document.title()).isEqualTo("A web server for everyone");
    assertThat(document.technologyArea()).isEqualTo("Compute");
    assertThat(document.companyProfile()).startsWith("- **Company Size**: small");
    assertThat(document.scenarioDescription()).isEqualTo("A story\nin two lines.");
    assertThat(document.azureServicesUsed()).isEqualTo("- Virtual machines");
    assertThat(document.prerequisites()).isEqualTo("None");
    assertThat(document.source()).isEqualTo(HTTP_TEXT);
  }

  @Test
  void readsTheFrontSection() {
    FrontSection front = Documents.parsed(HTTP_FILE, HTTP_TEXT).front();

    assertThat(front)
        .isEqualTo(
            new FrontSection(
                List.of("Network Contributor", "Reader"),
                FrontSection.Scope.SUBSCRIPTION,
                true,
                List.of("web", "linux"),
                Optional.of("beginner")));
  }

  @Test
  void findsTheBlocksOfEachPhaseWithTheirLines() {
    ScenarioDocument document = Documents.parsed(HTTP_FILE, HTTP_TEXT);
    List<String> lines = HTTP_TEXT.lines().toList();

    assertThat(document.phases())
        .extracting(Phase::kind)
        .containsExactly(PhaseKind.DEPLOYMENT, PhaseKind.OPERATIONS, PhaseKind.CLEANUP);
    List<Block> blocks = document.blocks(PhaseKind.DEPLOYMENT);
    assertThat(blocks)
        .extracting(Block::section)
        .containsExactly("Environment Setup", "Deployment Steps", "Validation");
    assertThat(blocks)
        .allSatisfy(block -> assertThat(lines.get(block.line() - 1).strip()).startsWith("```"));
    assertThat(blocks.get(2)).isInstanceOf(BashBlock.class);
    assertThat(((BashBlock) blocks.get(2)).text()).isEqualTo("test -n \"$RESOURCE_GROUP\"\n");
    assertThat(document.variables())
        .extracting(FileVariable::name)
        .containsExactly("group", "vnet");
  }

  @Test
  void readsRequestsOfTheEditorsFormat() {
    ScenarioDocument document = Documents.parsed(HTTP_FILE, HTTP_TEXT);
    HttpBlock block = (HttpBlock) document.blocks(PhaseKind.DEPLOYMENT).get(1);

    assertThat(block.requests()).hasSize(2);
    HttpRequest put = block.requests().get(0);
    assertThat(put.name()).contains("network");
    assertThat(put.method()).isEqualTo(HttpMethod.PUT);
    assertThat(put.target().source()).endsWith("/{{vnet}}?api-version=2024-05-01");
    assertThat(put.headers())
        .containsExactly(
            new HttpRequest.Header("Content-Type", new Template("application/json")),
            new HttpRequest.Header("X-Note", new Template("a: b")));
    assertThat(put.body())
        .contains(new Template("{\n  \"location\": \"{{location}}\",\n\n  \"properties\": {}\n}"));
    assertThat(HTTP_TEXT.lines().toList().get(put.line() - 1)).startsWith("PUT ");
    HttpRequest get = block.requests().get(1);
    assertThat(get.name()).isEmpty();
    assertThat(get.body()).isEmpty();
    assertThat(get.target().source())
        .isEqualTo("{{network.response.body.$.id}}?api-version=2024-05-01");
  }

  @Test
  void readsTheFormatWithShellBlocksOnly() {
    ScenarioDocument document = Documents.parsed("databases-01.md", Documents.BASH_ONLY);

    assertThat(document.front()).isEqualTo(FrontSection.NONE);
    assertThat(document.technologyArea()).isEqualTo("Databases");
    assertThat(document.prerequisites()).isEqualTo("- A subscription");
    assertThat(document.blocks(PhaseKind.DEPLOYMENT)).hasSize(2);
    assertThat(document.blocks(PhaseKind.OPERATIONS)).hasSize(1);
    assertThat(document.blocks(PhaseKind.CLEANUP)).hasSize(1);
  }

  @Test
  void sectionsThatNobodyAsksForAreKeptAndHarmNothing() {
    String text =
        Documents.BASH_ONLY.replace(
                "## Phase 2", "## Cost Estimate\n```bash\nfor people only\n```\n## Phase 2")
            + "\n## Success Criteria\n- Nothing remains\n";
    String foreign = "\uFEFF" + text.replace("\n", "\r\n");
    ScenarioDocument document = Documents.parsed("databases-01.md", foreign);

    assertThat(document).isEqualTo(Documents.parsed("databases-01.md", text));
    assertThat(document.sections())
        .containsEntry("Success Criteria", "- Nothing remains")
        .containsKey("Cost Estimate");
    assertThat(document.phases())
        .extracting(phase -> phase.blocks().size())
        .containsExactly(2, 1, 1);
    assertThat(ScenarioLinter.lint(document)).isEmpty();
  }

  @Test
  void lineEndsAndByteOrderMarkMakeNoDifference() {
    String foreign = "\uFEFF" + HTTP_TEXT.replace("\n", "\r\n");

    assertThat(Documents.parsed(HTTP_FILE, foreign))
        .isEqualTo(Documents.parsed(HTTP_FILE, HTTP_TEXT));
  }

  @Test
  void aMissingOrEmptyTechnologyAreaIsAnErrorThatNamesTheFile() {
    assertThat(Documents.rejected("a.md", "# Scenario: A\n\n## Company Profile\nx\n"))
        .singleElement()
        .asString()
        .startsWith("a.md: The technology area is missing");
    assertThat(Documents.rejected("a.md", "\n## Technology Area\n\n## Company Profile\nx\n"))
        .singleElement()
        .asString()
        .startsWith("a.md:2: The technology area is missing");
  }

  @Test
  void filesThatAreNoScenariosAreRefused() {
    for (String file :
        List.of("SCENARIO_TEMPLATE.md", "SCALING_PLAN.md", "notes.txt", "a b.md", ".md")) {
      assertThat(Documents.rejected(file, Documents.BASH_ONLY)).hasSize(1);
    }
  }

  @Test
  void aDocumentWithoutTitleIsCalledByItsName() {
    assertThat(Documents.parsed("x-1.md", "## Technology Area\nIoT\n").title()).isEqualTo("x-1");
  }

  @Test
  void aBadRequestLineIsReportedWithItsLine() {
    assertThat(Documents.rejected("a.md", Documents.withHttp("### x\nHTTP/1.1 200 OK")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.line()).isEqualTo(10))
        .asString()
        .contains("HTTP/1.1 200 OK");
  }

  @Test
  void everyProblemOfADocumentIsReportedAtOnce() {
    String text =
        Documents.withHttp(
            """
            @a = 1
            @a = 2
            @b c
            # @name one
            GET /x
            no header here
            ###
            # @name one
            GET /y
            ###
            # @name 1st
            PURGE /z
            """);

    assertThat(Documents.rejected("a.md", text))
        .extracting(Problem::message)
        .anyMatch(message -> message.contains("'@a' is set before, in line 9"))
        .anyMatch(message -> message.contains("'@b c'"))
        .anyMatch(message -> message.contains("no header here"))
        .anyMatch(message -> message.contains("Two requests have the name 'one'"))
        .anyMatch(message -> message.contains("not '1st'"))
        .anyMatch(message -> message.contains("PURGE /z"))
        .hasSize(6);
  }

  @Test
  void aFrontSectionThatIsNotUnderstoodIsRefused() {
    String front = "---\nscope: galaxy\ndirectory: maybe\nbudget: 3\n---\n";

    assertThat(Documents.rejected("a.md", front + Documents.BASH_ONLY))
        .extracting(Problem::line)
        .containsExactlyInAnyOrder(2, 3, 4);
    assertThat(Documents.rejected("a.md", "---\nscope: subscription\n"))
        .extracting(Problem::message)
        .contains("The front section has no closing '---'");
  }

  @Test
  void aPhaseThatIsThereTwiceIsRefused() {
    String text = Documents.BASH_ONLY + "\n## Phase 3: Again\n";

    assertThat(Documents.rejected("a.md", text))
        .singleElement()
        .asString()
        .contains("Phase 3 is there twice");
  }

  @Test
  void anEnormousTextIsRefusedUnread() {
    assertThat(Documents.rejected("a.md", "x".repeat(ScenarioParser.MAX_CHARACTERS + 1)))
        .hasSize(1);
  }
}
