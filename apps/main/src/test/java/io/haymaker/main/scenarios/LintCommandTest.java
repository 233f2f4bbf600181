package io.haymaker.main.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.main.MainRunner;
import io.haymaker.main.MainRunner.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LintCommandTest {
  private static final Path SHIPPED = Path.of("../../scenarios");

  @TempDir Path folder;

  private static Ended lint(Path folder, String... more) {
    return MainRunner.run(
        Stream.concat(Stream.of("scenarios", "lint", "--dir", folder.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  static List<BrokenDocument> brokenDocuments() {
    return BrokenDocuments.all();
  }

  @ParameterizedTest
  @MethodSource("brokenDocuments")
  void findsTheMistakeByFileLineAndName(BrokenDocument broken) throws IOException {
    Files.writeString(folder.resolve("good.md"), BrokenDocument.GOOD);
    Files.writeString(folder.resolve(broken.fileName()), broken.text(), broken.charset());

    Ended ended = lint(folder);

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out().lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(broken.fileName() + ":" + broken.line() + ": ")
                    .endsWith("[" + broken.rule() + "]"))
        .noneMatch(line -> line.startsWith("good.md"));
  }

  @Test
  void thereAreManyKindsOfMistakes() {
    assertThat(brokenDocuments()).extracting(BrokenDocument::kind).doesNotHaveDuplicates();
    assertThat(brokenDocuments().stream().map(BrokenDocument::rule).distinct().count())
        .isGreaterThanOrEqualTo(25);
  }

  @Test
  void allThatIsWrongInAFolderIsToldAtOnce() throws IOException {
    int number = 0;
    for (BrokenDocument broken : brokenDocuments()) {
      Path place = Files.createDirectories(folder.resolve("all"));
      String name = broken.fileName().equals("a b.md") ? "a b.md" : "n%02d.md".formatted(number++);
      Files.writeString(place.resolve(name), broken.text(), broken.charset());
    }

    Ended ended = lint(folder.resolve("all"), "--json");

    assertThat(ended.exitCode()).isEqualTo(1);
    JsonNode json = JsonMapper.shared().readTree(ended.out());
    assertThat(json.path("documents").asInt()).isEqualTo(number + 1);
    assertThat(
            json.path("findings").valueStream().map(one -> one.path("file").asString()).distinct())
        .hasSize(number + 1);
    assertThat(json.path("findings").valueStream())
        .allSatisfy(
            one -> {
              assertThat(one.path("line").asInt()).isPositive();
              assertThat(one.path("severity").asString()).isIn("error", "warning");
              assertThat(one.path("message").asString()).isNotBlank();
            });
  }

  @Test
  void twoDocumentsThatWouldBeOneAgentAreFound() throws IOException {
    Files.writeString(folder.resolve("web-shop.md"), BrokenDocument.GOOD);
    Files.writeString(folder.resolve("web_shop.md"), BrokenDocument.GOOD);

    assertThat(lint(folder).out()).contains("web_shop.md:1: error: ").contains("[same-agent-path]");
  }

  @Test
  void thereIsNothingToSayAboutTheDocumentsThatCameAlong() {
    Ended ended = lint(SHIPPED);

    assertThat(ended.out()).contains(" documents, no findings");
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void lineEndsAndByteOrderMarkMoveNoLine() throws IOException {
    String text = BrokenDocument.GOOD.replace("10.0.0.0/24", "{{nowhere}}");
    Files.writeString(folder.resolve("a.md"), "\uFEFF" + text.replace("\n", "\r\n"));
    long line = text.substring(0, text.indexOf("{ \"properties\": { \"a")).lines().count() + 1;

    assertThat(lint(folder).out()).startsWith("a.md:" + line + ": error: Nothing sets");
  }

  @Test
  void aWrongFolderIsTheUsersMistake() {
    Ended missing = lint(folder.resolve("none"));
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).contains("none").contains("there is no such folder");

    Ended empty = lint(folder);
    assertThat(empty.exitCode()).isEqualTo(2);
    assertThat(empty.err()).contains("there is no scenario document in it");

    assertThat(MainRunner.run("scenarios", "lint", "--no-such").exitCode()).isEqualTo(2);
    assertThat(MainRunner.run("scenarios").exitCode()).isEqualTo(2);
  }
}
