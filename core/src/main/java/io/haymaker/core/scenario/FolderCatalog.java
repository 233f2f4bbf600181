package io.haymaker.core.scenario;

import io.haymaker.scenario.ScenarioDocument;
import io.haymaker.scenario.ScenarioFolder;
import io.haymaker.scenario.ScenarioReach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The scenario documents of a folder, read anew each time. One that reaches beyond its own resource
 * group (groups, role assignments or directory objects of its own) is not offered: nothing allows
 * it.
 */
public final class FolderCatalog implements ScenarioCatalog {
  private final Path folder;

  public FolderCatalog(Path folder) {
    this.folder = folder;
  }

  @Override
  public List<ScenarioChoice> scenarios() {
    return read().documents().stream()
        .filter(FolderCatalog::staysInItsGroup)
        .map(
            document ->
                new ScenarioChoice(
                    document.name(),
                    document.technologyArea(),
                    document.front().tags(),
                    document.front().difficulty(),
                    document.source()))
        .toList();
  }

  private static boolean staysInItsGroup(ScenarioDocument document) {
    ScenarioReach reach = ScenarioReach.of(document);
    return !reach.subscription() && !reach.directory();
  }

  /**
   * The documents, and what is wrong with those that cannot be used.
   *
   * @throws CatalogException when the folder cannot be read
   */
  public ScenarioFolder read() {
    if (!Files.isDirectory(folder)) {
      throw new CatalogException("scenarios folder %s: there is no such folder".formatted(folder));
    }
    try {
      return ScenarioFolder.read(folder);
    } catch (IOException e) {
      throw new CatalogException(
          "scenarios folder %s cannot be read: %s".formatted(folder, e.getMessage()));
    }
  }
}
