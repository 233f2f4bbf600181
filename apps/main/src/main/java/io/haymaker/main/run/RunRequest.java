package io.haymaker.main.run;

import io.haymaker.core.run.RunOptions;
import io.haymaker.main.view.RunView;
import io.haymaker.main.view.Views;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the user asked for, checked.
 *
 * @param report where the report goes as JSON
 * @param scenarios the folder of documents
 * @param quiet no live view, only the end
 * @param json lines of JSON in place of any view
 */
public record RunRequest(
    RunOptions run, Optional<Path> report, Path scenarios, boolean quiet, boolean json) {

  /** How the user wants to see it. */
  public RunView view(Map<String, String> environment) {
    return json ? Views.json(quiet) : Views.choose(quiet, environment);
  }
}
