package io.haymaker.scenario;

import io.haymaker.scenario.ParseResult.Parsed;
import io.haymaker.scenario.ParseResult.Rejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The scenario documents of one folder, read at one time.
 *
 * @param documents those that can be used, by name
 * @param problems why the others cannot
 */
public record ScenarioFolder(List<ScenarioDocument> documents, List<Problem> problems) {

  public ScenarioFolder {
    documents = List.copyOf(documents);
    problems = List.copyOf(problems);
  }

  /**
   * Reads every scenario file that lies directly in the folder. Other files, the template and the
   * scaling plan are passed over.
   *
   * @throws IOException if the folder or a file in it cannot be read at all
   */
  public static ScenarioFolder read(Path folder) throws IOException {
    List<ScenarioDocument> documents = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Path file : files(folder)) {
      String fileName = String.valueOf(file.getFileName());
      switch (DocumentText.read(file)) {
        case DocumentText.Text(String text) -> {
          switch (ScenarioParser.parse(fileName, text)) {
            case Parsed parsed -> documents.add(parsed.document());
            case Rejected rejected -> problems.addAll(rejected.problems());
          }
        }
        case DocumentText.NotText(int line) ->
            problems.add(new Problem(fileName, line, DocumentText.NOT_TEXT));
      }
    }
    return new ScenarioFolder(documents, problems);
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> ScenarioName.isScenarioFile(String.valueOf(entry.getFileName())))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }
}
