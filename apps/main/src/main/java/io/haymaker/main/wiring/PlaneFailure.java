package io.haymaker.main.wiring;

/** The control plane cannot start; the message says what it misses. */
public final class PlaneFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  PlaneFailure(String message) {
    super(message);
  }
}
