package io.haymaker.chaos.step;

/** The database went away in the middle of a transaction; nobody knows whether it was kept. */
final class LostConnection extends RuntimeException {
  LostConnection(String where) {
    super("the connection was lost at " + where);
  }
}
