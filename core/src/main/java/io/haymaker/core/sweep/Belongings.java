package io.haymaker.core.sweep;

import io.haymaker.core.ownership.RunId;
import java.util.List;
import java.util.Map;

/**
 * What was found in the world, by whose it is.
 *
 * @param ofRuns what carries the installation and a run, a line each
 * @param ofNoRun what carries the installation and no run: its own, never swept
 * @param ofOthers by another installation's id, or {@code (none)}: what is managed and not ours;
 *     never touched
 * @param couldNotLook what could not be listed; while there is one, there may be more
 */
public record Belongings(
    Map<RunId, List<String>> ofRuns,
    List<String> ofNoRun,
    Map<String, List<String>> ofOthers,
    List<String> couldNotLook) {
  public Belongings {
    ofRuns = Map.copyOf(ofRuns);
    ofNoRun = List.copyOf(ofNoRun);
    ofOthers = Map.copyOf(ofOthers);
    couldNotLook = List.copyOf(couldNotLook);
  }
}
