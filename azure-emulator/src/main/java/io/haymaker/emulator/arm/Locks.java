package io.haymaker.emulator.arm;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Management locks: kept as resources of type Microsoft.Authorization/locks, inherited downwards.
 */
final class Locks {
  static final String TYPE = "Microsoft.Authorization/locks";

  private final ResourceBook resources;

  Locks(ResourceBook resources) {
    this.resources = resources;
  }

  /** Refuses a deletion of a scope that a lock covers. */
  void requireDeletable(String scope) {
    covering(scope, false).ifPresent(lock -> refuse("delete", scope, lock));
  }

  /** Refuses a deletion of a scope and all below it if a lock covers any of it. */
  void requireAllDeletable(String scope) {
    covering(scope, false)
        .or(() -> resources.below(scope).stream().filter(lock -> lock.id().isA(TYPE)).findFirst())
        .ifPresent(lock -> refuse("delete", scope, lock));
  }

  /** Refuses a change of a scope that a read-only lock covers. */
  void requireWritable(String scope) {
    covering(scope, true).ifPresent(lock -> refuse("write", scope, lock));
  }

  private Optional<ArmResource> covering(String scope, boolean readOnlyOnes) {
    String below = scope.toLowerCase(Locale.ROOT) + "/";
    List<ArmResource> locks = resources.ofType(TYPE);
    return locks.stream()
        .filter(lock -> below.startsWith(lock.id().scope().toLowerCase(Locale.ROOT) + "/"))
        .filter(lock -> !readOnlyOnes || level(lock).equalsIgnoreCase("ReadOnly"))
        .findFirst();
  }

  private static String level(ArmResource lock) {
    return Json.string(lock.document().path("properties"), "level").orElse("");
  }

  /** Refuses a lock that makes no sense. */
  static void check(Write write) {
    String level = Json.string(write.document().path("properties"), "level").orElse("");
    if (!level.equalsIgnoreCase("CanNotDelete") && !level.equalsIgnoreCase("ReadOnly")) {
      throw new Refused(
          400,
          "InvalidLockLevel",
          "The lock level '" + level + "' is not CanNotDelete or ReadOnly.");
    }
  }

  private static void refuse(String verb, String scope, ArmResource lock) {
    throw new Refused(
        409,
        "ScopeLocked",
        "The scope '"
            + scope
            + "' cannot perform "
            + verb
            + " operation because following scope(s) are locked: '"
            + lock.id().scope()
            + "'. Please remove the lock and try again.");
  }
}
