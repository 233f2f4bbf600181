package io.haymaker.scenario;

import io.haymaker.scenario.ParseResult.Parsed;
import io.haymaker.scenario.ParseResult.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a scenario document.
 *
 * <p>Refused are: a file that is no scenario, a missing technology area, a phase that occurs twice,
 * a request that cannot be read, a file variable or request name that is set twice, a front section
 * that is not understood. Everything else that an author should know is the linter's.
 */
public final class ScenarioParser {

  /** The largest document that is read, in characters. */
  public static final int MAX_CHARACTERS = 256 * 1024;

  private static final String FRONT_MARK = "---";

  private ScenarioParser() {}

  /**
   * Reads a document; the same text always gives the same result.
   *
   * @param fileName without folders; gives the scenario its name
   * @param text with any line ends, with or without byte order mark
   */
  public static ParseResult parse(String fileName, String text) {
    Problems problems = new Problems(fileName);
    Optional<ScenarioName> name = ScenarioName.ofFile(fileName);
    if (name.isEmpty()) {
      problems.add(0, fileNameProblem(fileName));
      return new Rejected(problems.found());
    }
    if (text.length() > MAX_CHARACTERS) {
      problems.add(0, "A scenario document has at most " + MAX_CHARACTERS + " characters");
      return new Rejected(problems.found());
    }
    String source = normalised(text);
    List<String> lines = new ArrayList<>(source.lines().toList());
    FrontSection front = takeFrontSection(lines, problems);
    DocumentAssembler assembler = new DocumentAssembler(lines, problems);
    Outline.of(String.join("\n", lines)).forEach(assembler::add);
    Optional<ScenarioDocument> document = assembler.finish(name.get(), front, source);
    return problems.found().isEmpty() && document.isPresent()
        ? new Parsed(document.get())
        : new Rejected(problems.found());
  }

  private static String fileNameProblem(String fileName) {
    return ScenarioName.isScenarioFile(fileName)
        ? "The name has 1 to 100 letters, digits, '-' and '_' before '.md' and begins with a letter"
            + " or digit"
        : "Not a scenario document: it does not end in '.md', or is the template or the scaling"
            + " plan";
  }

  private static String normalised(String text) {
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return withoutMark.replace("\r\n", "\n").replace('\r', '\n');
  }

  /** Reads the front section and blanks its lines, so that line numbers stay those of the file. */
  private static FrontSection takeFrontSection(List<String> lines, Problems problems) {
    if (lines.isEmpty() || !lines.getFirst().stripTrailing().equals(FRONT_MARK)) {
      return FrontSection.NONE;
    }
    int end = 1;
    while (end < lines.size() && !lines.get(end).stripTrailing().equals(FRONT_MARK)) {
      end++;
    }
    if (end == lines.size()) {
      problems.add(1, "The front section has no closing '---'");
      return FrontSection.NONE;
    }
    FrontSection front = new FrontSectionReader(problems).read(List.copyOf(lines.subList(1, end)));
    blank(lines, end);
    return front;
  }

  /** The lines of a parsed document as Markdown sees them: those of the front section are blank. */
  static List<String> markdownLines(ScenarioDocument document) {
    List<String> lines = new ArrayList<>(document.source().lines().toList());
    if (!lines.isEmpty() && lines.getFirst().stripTrailing().equals(FRONT_MARK)) {
      int end = 1;
      while (!lines.get(end).stripTrailing().equals(FRONT_MARK)) {
        end++;
      }
      blank(lines, end);
    }
    return lines;
  }

  private static void blank(List<String> lines, int end) {
    for (int i = 0; i <= end; i++) {
      lines.set(i, "");
    }
  }
}
