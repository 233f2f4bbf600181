package io.haymaker.main.scenarios;

import io.haymaker.main.ExitCode;
import io.haymaker.scenario.ScenarioDocument;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The documents that a run can choose from. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "The documents that a run can choose from, by name.")
final class ListCommand implements Callable<Integer> {
  @Mixin private Place place = new Place();

  @Override
  public Integer call() {
    List<ScenarioDocument> documents = place.documents().documents();
    PrintWriter out = place.out();
    if (place.wantsJson()) {
      out.println(ScenarioJson.list(documents));
      return ExitCode.CLEAN;
    }
    int name = width("scenario", documents, document -> document.name().value());
    int area = width("area", documents, ScenarioDocument::technologyArea);
    int difficulty = width("difficulty", documents, ListCommand::difficulty);
    String row = "%-" + name + "s  %-" + area + "s  %-" + difficulty + "s  %s%n";
    out.printf(row, "scenario", "area", "difficulty", "tags");
    for (ScenarioDocument document : documents) {
      out.printf(
          row,
          document.name().value(),
          document.technologyArea(),
          difficulty(document),
          String.join(", ", document.front().tags()));
    }
    long areas = documents.stream().map(ScenarioDocument::technologyArea).distinct().count();
    out.printf("%d scenarios over %d areas%n", documents.size(), areas);
    return ExitCode.CLEAN;
  }

  private static String difficulty(ScenarioDocument document) {
    return document.front().difficulty().orElse("-");
  }

  private static int width(
      String heading, List<ScenarioDocument> documents, Function<ScenarioDocument, String> column) {
    return documents.stream()
        .mapToInt(document -> column.apply(document).length())
        .reduce(heading.length(), Math::max);
  }
}
