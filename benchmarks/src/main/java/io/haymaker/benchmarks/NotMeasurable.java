package io.haymaker.benchmarks;

/** What a benchmark needs is not there; its message says what, in words for the user. */
public final class NotMeasurable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NotMeasurable(String message) {
    super(message);
  }
}
