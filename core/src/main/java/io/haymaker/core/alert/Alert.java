package io.haymaker.core.alert;

import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What somebody has to be told: a run is over and not proven clean.
 *
 * @param id the same however often it is raised or sent
 * @param reason {@code leftovers} or {@code could_not_look}
 * @param message for people
 * @param remaining what remains, a line each
 * @param couldNotLook what could not be looked at, a line each
 */
public record Alert(
    UUID id,
    Instant at,
    InstallationId installation,
    RunId run,
    String reason,
    String message,
    List<String> remaining,
    List<String> couldNotLook) {

  public Alert {
    remaining = List.copyOf(remaining);
    couldNotLook = List.copyOf(couldNotLook);
  }

  /** The id of what is told of a run: derived, so that raising it again makes no second one. */
  public static UUID idOf(InstallationId installation, RunId run) {
    return UUID.nameUUIDFromBytes(
        "alert/%s/%s".formatted(installation, run).getBytes(StandardCharsets.UTF_8));
  }
}
