package io.haymaker.main.scenarios;

import io.haymaker.main.CommandFailure;
import io.haymaker.main.ExitCode;
import io.haymaker.scenario.FolderLinter.FolderFindings;
import io.haymaker.scenario.LintFinding;
import io.haymaker.scenario.Problem;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks for mistakes in all documents. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description = "Looks for mistakes: file, line and what is wrong. Exit code 1 if there are any.")
final class LintCommand implements Callable<Integer> {
  @Mixin private Place place = new Place();

  @Override
  public Integer call() {
    FolderFindings found = place.findings();
    if (found.files() == 0) {
      throw CommandFailure.usage(
          "--dir: %s: there is no scenario document in it".formatted(place.folder()));
    }
    PrintWriter out = place.out();
    if (place.wantsJson()) {
      out.println(ScenarioJson.lint(found.files(), found.findings()));
    } else {
      found.findings().forEach(finding -> out.println(written(finding)));
      int findings = found.findings().size();
      out.printf(
          "%s, %s%n",
          counted(found.files(), "document"),
          findings == 0 ? "no findings" : counted(findings, "finding"));
    }
    return found.findings().isEmpty() ? ExitCode.CLEAN : ExitCode.FAILED;
  }

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static String written(LintFinding finding) {
    Problem problem = finding.problem();
    return "%s:%d: %s: %s [%s]"
        .formatted(
            problem.file(),
            problem.line(),
            finding.rule().severity().wireName(),
            problem.message(),
            finding.rule().wireName());
  }
}
