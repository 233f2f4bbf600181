package io.haymaker.scenario;

/**
 * How far a document reaches, declared or recognised. What reaches further than its group is only
 * selected where the configuration allows it.
 *
 * @param subscription makes groups, assignments or resources outside its own group
 * @param directory makes objects in the directory
 */
public record ScenarioReach(boolean subscription, boolean directory) {

  /**
   * Reads the declaration and looks for what contradicts it. Recognition errs on the quiet side: it
   * sees the usual commands and request targets, not what a script hides.
   */
  public static ScenarioReach of(ScenarioDocument document) {
    boolean subscription = document.front().scope() == FrontSection.Scope.SUBSCRIPTION;
    boolean directory = document.front().directory();
    for (ReachReader.Sign sign : ReachReader.read(document)) {
      subscription |= sign.kind() == ReachReader.Kind.OUTSIDE_GROUP;
      directory |= sign.kind() == ReachReader.Kind.DIRECTORY;
    }
    return new ScenarioReach(subscription, directory);
  }
}
