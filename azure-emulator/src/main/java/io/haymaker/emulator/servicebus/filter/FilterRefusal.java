package io.haymaker.emulator.servicebus.filter;

/** A filter that the service would not take; the message says why and, in an expression, where. */
public final class FilterRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FilterRefusal(String message) {
    super(message);
  }

  /**
   * @param position in the expression, from 1
   */
  FilterRefusal(String what, int position) {
    super(what + " (at character " + position + ")");
  }
}
