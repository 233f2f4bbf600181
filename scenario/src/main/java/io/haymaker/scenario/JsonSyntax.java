package io.haymaker.scenario;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says whether a text is JSON (RFC 8259), and where it stops being so. Builds nothing. */
final class JsonSyntax {

  private static final Pattern STRING =
      Pattern.compile("\"(?:[^\"\\\\\\p{Cntrl}]|\\\\(?:[\"\\\\/bfnrt]|u[0-9a-fA-F]{4}))*+\"");
  private static final Pattern WORD =
      Pattern.compile("true|false|null|-?(?:0|[1-9]\\d*+)(?:\\.\\d++)?(?:[eE][+-]?\\d++)?");
  private static final int DEEPEST = 64;

  private final String text;
  private int at;

  /**
   * @param line in the text, from 1
   */
  record Flaw(int line, String message) {}

  private static final class Stop extends Exception {
    private static final long serialVersionUID = 1;

    Stop(String message) {
      super(message, null, false, false);
    }
  }

  private JsonSyntax(String text) {
    this.text = text;
  }

  static Optional<Flaw> check(String text) {
    JsonSyntax syntax = new JsonSyntax(text);
    String message;
    try {
      syntax.value(0);
      syntax.skipBlanks();
      if (syntax.at == text.length()) {
        return Optional.empty();
      }
      message = "something stands behind its end: " + syntax.here();
    } catch (Stop stop) {
      message = String.valueOf(stop.getMessage());
    }
    int end = Math.min(syntax.at, text.length());
    int line = 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
    return Optional.of(new Flaw(line, message));
  }

  private void value(int depth) throws Stop {
    skipBlanks();
    if (depth > DEEPEST) {
      throw new Stop("it is nested too deeply");
    }
    switch (peek()) {
      case '{' -> members('}', depth, true);
      case '[' -> members(']', depth, false);
      case '"' -> take(STRING, "a text in quotes");
      default -> take(WORD, "a value");
    }
  }

  private void members(char end, int depth, boolean named) throws Stop {
    at++;
    skipBlanks();
    if (peek() == end) {
      at++;
      return;
    }
    while (true) {
      if (named) {
        skipBlanks();
        take(STRING, "a name in quotes");
        expect(':');
      }
      value(depth + 1);
      skipBlanks();
      if (peek() == end) {
        at++;
        return;
      }
      if (peek() != ',') {
        throw new Stop("expected ',' or '" + end + "' at " + here());
      }
      at++;
    }
  }

  private void expect(char wanted) throws Stop {
    skipBlanks();
    if (peek() != wanted) {
      throw new Stop("expected '" + wanted + "' at " + here());
    }
    at++;
  }

  private void take(Pattern pattern, String what) throws Stop {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw new Stop("expected " + what + " at " + here());
    }
    at = matcher.end();
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private String here() {
    if (at >= text.length()) {
      return "the end";
    }
    int end = text.indexOf('\n', at);
    String rest = text.substring(at, end < 0 ? text.length() : end);
    return "'" + (rest.length() > 20 ? rest.substring(0, 20) + "..." : rest) + "'";
  }
}
