package io.haymaker.core.scenario;

import io.haymaker.scenario.ScenarioFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The scenario documents of a folder, read anew each time. */
public final class FolderCatalog implements ScenarioCatalog {
  private final Path folder;

  public FolderCatalog(Path folder) {
    this.folder = folder;
  }

  @Override
  public List<ScenarioChoice> scenarios() {
    return read().documents().stream()
        .map(
            document ->
                new ScenarioChoice(document.name(), document.technologyArea(), document.source()))
        .toList();
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
