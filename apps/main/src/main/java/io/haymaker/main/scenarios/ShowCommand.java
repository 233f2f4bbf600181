package io.haymaker.main.scenarios;

import io.haymaker.main.CommandFailure;
import io.haymaker.main.ExitCode;
import io.haymaker.scenario.Block;
import io.haymaker.scenario.Block.BashBlock;
import io.haymaker.scenario.Block.HttpBlock;
import io.haymaker.scenario.Phase;
import io.haymaker.scenario.ScenarioDocument;
import io.haymaker.scenario.ScenarioFolder;
import io.haymaker.scenario.ScenarioReach;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One document: what it says of itself, and what it does. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "One document: what it says of itself, and what it does.")
final class ShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "the document's file name without .md")
  private String name = "";

  @Mixin private Place place = new Place();

  @Override
  public Integer call() {
    ScenarioDocument document = find(place.documents());
    PrintWriter out = place.out();
    if (place.wantsJson()) {
      out.println(ScenarioJson.show(document));
      return ExitCode.CLEAN;
    }
    ScenarioReach reach = ScenarioReach.of(document);
    out.println(document.title());
    line(out, "name", document.name().value());
    line(out, "area", document.technologyArea());
    line(out, "difficulty", document.front().difficulty().orElse("-"));
    line(out, "tags", String.join(", ", document.front().tags()));
    line(out, "reaches", reached(reach));
    out.println();
    out.println(document.scenarioDescription());
    for (Phase phase : document.phases()) {
      out.println();
      out.println(phase.title());
      String section = phase.title();
      for (Block block : phase.blocks()) {
        if (!block.section().equals(section)) {
          section = block.section();
          out.println("  " + section);
        }
        print(out, block);
      }
    }
    return ExitCode.CLEAN;
  }

  private ScenarioDocument find(ScenarioFolder folder) {
    return folder.documents().stream()
        .filter(document -> document.name().value().equals(name))
        .findFirst()
        .orElseThrow(() -> missing(folder));
  }

  private CommandFailure missing(ScenarioFolder folder) {
    boolean broken =
        folder.problems().stream().anyMatch(problem -> problem.file().equals(name + ".md"));
    return broken
        ? CommandFailure.refused(name + " cannot be read; the lines above say why")
        : CommandFailure.usage(
            "Unknown scenario: %s. Available: %s"
                .formatted(
                    name,
                    folder.documents().stream()
                        .map(document -> document.name().value())
                        .collect(Collectors.joining(", "))));
  }

  private static String reached(ScenarioReach reach) {
    String where = reach.subscription() ? "the subscription" : "its own resource group";
    return reach.directory() ? where + " and the directory" : where;
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf("  %-10s  %s%n", name, value);
  }

  private static void print(PrintWriter out, Block block) {
    switch (block) {
      case HttpBlock http ->
          Requests.written(http).forEach(request -> out.println("    " + request));
      case BashBlock bash -> out.printf("    bash, %d lines%n", bash.text().lines().count());
    }
  }
}
