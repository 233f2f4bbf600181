package io.haymaker.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lints every scenario document of a folder, and the documents against each other. */
public final class FolderLinter {

  private FolderLinter() {}

  /**
   * What was looked at and found.
   *
   * @param files how many documents there are, good and bad
   * @param findings by file and line
   */
  public record FolderFindings(int files, List<LintFinding> findings) {
    public FolderFindings {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Lints the scenario files that lie directly in the folder; the template and the scaling plan are
   * passed over.
   *
   * @throws IOException if the folder or a file in it cannot be read at all
   */
  public static FolderFindings lint(Path folder) throws IOException {
    List<LintFinding> findings = new ArrayList<>();
    Map<String, String> paths = new HashMap<>();
    List<Path> files = ScenarioFolder.files(folder);
    for (Path file : files) {
      String fileName = String.valueOf(file.getFileName());
      sameAgentPath(fileName, paths).ifPresent(findings::add);
      findings.addAll(
          switch (DocumentText.read(file)) {
            case DocumentText.Text(String text) -> ScenarioLinter.lint(fileName, text);
            case DocumentText.NotText(int line) ->
                ScenarioLinter.unreadable(
                    fileName, List.of(new Problem(fileName, line, DocumentText.NOT_TEXT)));
          });
    }
    return new FolderFindings(files.size(), findings);
  }

  private static Optional<LintFinding> sameAgentPath(String fileName, Map<String, String> paths) {
    return ScenarioName.ofFile(fileName)
        .map(name -> paths.putIfAbsent(name.agentPath(), fileName))
        .map(
            other ->
                new LintFinding(
                    LintRule.SAME_AGENT_PATH,
                    new Problem(
                        fileName,
                        1,
                        "The name is too much like that of " + other + ": one agent")));
  }
}
