package io.haymaker.core.scenario;

import java.util.List;

/** Where scenario documents come from. */
public interface ScenarioCatalog {

  /**
   * All scenarios that can be run now, by name. Broken documents are not among them.
   *
   * @throws CatalogException when the place cannot be read
   */
  List<ScenarioChoice> scenarios();

  /** The place of the documents cannot be read. The message names it and says why. */
  final class CatalogException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CatalogException(String message) {
      super(message);
    }
  }
}
