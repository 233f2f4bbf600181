package io.haymaker.scenario;

import java.util.List;

/** Finds the body of a request in the text of its document, so that findings can name its lines. */
final class BodyLines {

  private final List<String> lines;

  BodyLines(ScenarioDocument document) {
    lines = document.source().lines().toList();
  }

  /**
   * The line of the body's first line: the first with text after the first blank one behind the
   * request line.
   *
   * @param request of the document, with a body
   */
  int first(HttpRequest request) {
    int line = request.line();
    while (!lines.get(line - 1).isBlank()) {
      line++;
    }
    while (lines.get(line - 1).isBlank()) {
      line++;
    }
    return line;
  }
}
