package io.haymaker.main.view;

/** Colour, where the terminal takes it and the user has not said {@code NO_COLOR}. */
public enum Ink {
  PLAIN(false),
  COLOUR(true);

  private final boolean on;

  Ink(boolean on) {
    this.on = on;
  }

  String bold(String text) {
    return paint("1", text);
  }

  String faint(String text) {
    return paint("2", text);
  }

  String green(String text) {
    return paint("32", text);
  }

  String yellow(String text) {
    return paint("33", text);
  }

  String red(String text) {
    return paint("31", text);
  }

  /** A painted text as it was before. */
  static String without(String text) {
    return text.replaceAll("\u001b\\[[0-9]*m", "");
  }

  private String paint(String code, String text) {
    return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
