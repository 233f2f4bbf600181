package io.haymaker.chaos.step;

import java.util.ArrayList;
import java.util.List;

/** What was played and what went wrong. */
public final class Tally {
  private static final int KEPT = 20;

  private final List<String> failures = new ArrayList<>();
  private int cases;
  private int failed;

  synchronized void count(String what, List<String> wrong) {
    cases++;
    if (!wrong.isEmpty()) {
      failed++;
      if (failures.size() < KEPT) {
        failures.add(what + ": " + String.join("; ", wrong));
      }
    }
  }

  /** How many cases were played. */
  public synchronized int cases() {
    return cases;
  }

  /** In how many of them something was not as it must be. */
  public synchronized int failed() {
    return failed;
  }

  /** The first of these, in words. */
  public synchronized List<String> failures() {
    return List.copyOf(failures);
  }
}
