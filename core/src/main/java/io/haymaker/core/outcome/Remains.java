package io.haymaker.core.outcome;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers what was seen to remain, and what could not be looked at. Of what is said of one thing
 * the first word stays: the reason why it could not be removed matters more than that it is still
 * listed. For one thread.
 */
public final class Remains {
  private record Reason(String text, boolean lasting) {}

  private final Map<String, Reason> remaining = new LinkedHashMap<>();
  private final Set<String> couldNotLook = new LinkedHashSet<>();

  /**
   * It is still there, or not proven gone; asking again may change that.
   *
   * @param reason may be empty
   */
  public void add(String thing, String reason) {
    remaining.putIfAbsent(thing, new Reason(reason, false));
  }

  /** It is still there, and asking again cannot change that. */
  public void addLasting(String thing, String reason) {
    remaining.putIfAbsent(thing, new Reason(reason, true));
  }

  /** What came of removing it: nothing is noted when it is done. */
  public void note(String thing, Outcome<?> outcome) {
    switch (outcome) {
      case Outcome.Done<?> _ -> {}
      case Outcome.Refused<?> refused -> addLasting(thing, refused.problem().toString());
      case Outcome.Busy<?> busy -> add(thing, busy.problem().toString());
      case Outcome.Unknown<?> unknown -> add(thing, unknown.problem().toString());
    }
  }

  public void couldNotLook(String what, Problem problem) {
    couldNotLook.add(what + ": " + problem);
  }

  /** The items of a listing; a failed one is noted. */
  public <T> List<T> items(String what, Listing<T> listing) {
    return listing.items(problem -> couldNotLook(what, problem));
  }

  /** All that the other gathered too. */
  public void addAll(Remains other) {
    other.remaining.forEach(remaining::putIfAbsent);
    couldNotLook.addAll(other.couldNotLook);
  }

  /** What remains, a line each. */
  public List<String> remaining() {
    return remaining.entrySet().stream()
        .map(
            one ->
                one.getValue().text().isEmpty()
                    ? one.getKey()
                    : one.getKey() + ", " + one.getValue().text())
        .toList();
  }

  /** What could not be looked at, a line each; while there is one, nothing is proven. */
  public List<String> couldNotLook() {
    return List.copyOf(couldNotLook);
  }

  /** True when something remains, all was seen, and nothing of it can change by asking again. */
  public boolean isStuck() {
    return !remaining.isEmpty()
        && couldNotLook.isEmpty()
        && remaining.values().stream().allMatch(Reason::lasting);
  }
}
