package io.haymaker.main.scenarios;

import io.haymaker.main.CommandFailure;
import io.haymaker.scenario.FolderLinter;
import io.haymaker.scenario.FolderLinter.FolderFindings;
import io.haymaker.scenario.ScenarioFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that all subcommands have: where the documents are, and for whom the answer is. */
final class Place {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "the folder of scenario documents; default the one that came along")
  private @Nullable Path folder;

  @Option(names = "--json", description = "answer in JSON")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  private interface Reading<T> {
    T from(Path folder) throws IOException;
  }

  boolean wantsJson() {
    return json;
  }

  PrintWriter out() {
    return spec().commandLine().getOut();
  }

  /** Reads the documents, and says which of them had to be left out. */
  ScenarioFolder documents() {
    ScenarioFolder read = read(ScenarioFolder::read);
    PrintWriter err = spec().commandLine().getErr();
    read.problems().forEach(problem -> err.println("haymaker: left out " + problem));
    return read;
  }

  FolderFindings findings() {
    return read(FolderLinter::lint);
  }

  Path folder() {
    return folder != null
        ? folder
        : Path.of(System.getProperty("haymaker.home", ".")).resolve("scenarios");
  }

  private <T> T read(Reading<T> reading) {
    Path place = folder();
    if (!Files.isDirectory(place)) {
      throw CommandFailure.usage("--dir: %s: there is no such folder".formatted(place));
    }
    try {
      return reading.from(place);
    } catch (IOException e) {
      throw CommandFailure.refused("--dir: %s cannot be read: %s".formatted(place, e));
    }
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("used before the command line was read");
    }
    return spec;
  }
}
