package io.haymaker.scenario;

/** The three phases of a scenario, in the order in which they run. */
public enum PhaseKind {
  /** {@code ## Phase 1}: make the resources and check them. */
  DEPLOYMENT(1),
  /** {@code ## Phase 2}: work with them; its blocks are spread over the run's duration. */
  OPERATIONS(2),
  /** {@code ## Phase 3}: take everything down. */
  CLEANUP(3);

  private final int number;

  PhaseKind(int number) {
    this.number = number;
  }

  /** The number in the document's heading, 1 to 3. */
  public int number() {
    return number;
  }

  /**
   * The phase of this number.
   *
   * @throws IllegalArgumentException if the number is not 1, 2 or 3
   */
  static PhaseKind of(int number) {
    for (PhaseKind kind : values()) {
      if (kind.number == number) {
        return kind;
      }
    }
    throw new IllegalArgumentException("There is no phase " + number);
  }
}
