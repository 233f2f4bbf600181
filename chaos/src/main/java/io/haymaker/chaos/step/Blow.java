package io.haymaker.chaos.step;

/**
 * A strike at a step.
 *
 * @param step counted from 0 since the blow before, or since the process began
 * @param thaw when it goes on, if the strike freezes it
 */
record Blow(int step, Strike strike, Thaw thaw) {

  /**
   * When a frozen control plane goes on.
   *
   * @param after so many units of the moment, 0 or more
   */
  record Thaw(Moment moment, int after) {
    static final Thaw NEVER_MATTERS = new Thaw(Moment.AFTER_LOOKS, 0);
  }

  /** What its rest is counted by. */
  enum Moment {
    /** In the middle of the look of the one that took over, before its step of that number. */
    AMID_STEPS,
    /** Between two looks of the one that took over. */
    AFTER_LOOKS,
    /** When the run is over and nobody expects it any more. */
    AFTER_THE_END
  }

  @Override
  public String toString() {
    return strike.freezes()
        ? "%s at %d until %s %d".formatted(strike, step, thaw.moment(), thaw.after())
        : "%s at %d".formatted(strike, step);
  }
}
