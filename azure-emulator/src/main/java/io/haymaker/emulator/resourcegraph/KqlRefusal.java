package io.haymaker.emulator.resourcegraph;

/**
 * A query that this subset does not accept; carries the 1-based character position of what was
 * refused.
 */
final class KqlRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final int position;

  KqlRefusal(String message, int position) {
    super(message + " (at character " + position + ")", null, false, false);
    this.position = position;
  }

  int position() {
    return position;
  }
}
