package io.haymaker.scenario;

import java.util.List;
import java.util.Optional;

/**
 * What a document says about itself between two {@code ---} lines at its very beginning. A document
 * without one stays inside its resource group and touches no directory.
 *
 * @param permissions roles or actions needed beyond the group's, as written
 * @param scope how far its resources reach
 * @param directory whether it makes objects in the directory (applications, groups, principals)
 * @param tags free words for searching
 * @param difficulty as written, such as {@code beginner}
 */
public record FrontSection(
    List<String> permissions,
    Scope scope,
    boolean directory,
    List<String> tags,
    Optional<String> difficulty) {

  /** The front section of a document that has none. */
  public static final FrontSection NONE =
      new FrontSection(List.of(), Scope.RESOURCE_GROUP, false, List.of(), Optional.empty());

  public FrontSection {
    permissions = List.copyOf(permissions);
    tags = List.copyOf(tags);
  }

  /** How far a document's resources reach. */
  public enum Scope {
    /** Everything lies in the resource group that the control plane made for the scenario. */
    RESOURCE_GROUP,
    /** It makes groups of its own, or assignments outside its group. */
    SUBSCRIPTION
  }
}
