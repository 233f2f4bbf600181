package io.haymaker.main.view;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/**
 * Text by the columns that it takes on a terminal: some characters take two, some none. No text
 * that is given to these may hold escapes; {@link #plain} makes it so.
 */
final class Columns {
  /** Stands where something was left out. */
  private static final String MORE = "~";

  private Columns() {}

  /** Without line breaks, escapes and other control characters, whoever wrote the text. */
  static String plain(String text) {
    return text.replaceAll("\\s*[\\r\\n]+\\s*", " ").replaceAll("[\\p{Cntrl}\\x80-\\x9f]", "?");
  }

  static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  private static int width(int codePoint) {
    return Math.max(0, WCWidth.wcwidth(codePoint));
  }

  /** At most this wide. */
  static String cut(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    return width < 1 ? "" : text.substring(0, fitting(text, width - 1)) + MORE;
  }

  /** Exactly this wide. */
  static String pad(String text, int width) {
    String cut = cut(text, width);
    return cut + " ".repeat(Math.max(0, width - width(cut)));
  }

  /**
   * The text in lines of at most this width, broken at blanks where there are any.
   *
   * @param indent how far lines after the first stand in
   */
  static List<String> wrap(String text, int width, int indent) {
    var lines = new ArrayList<String>();
    String rest = text;
    String before = "";
    while (width(rest) > width - before.length()) {
      int end = fitting(rest, width - before.length());
      int blank = rest.lastIndexOf(' ', end);
      int at = blank > end / 2 ? blank : Math.max(1, end);
      lines.add((before + rest.substring(0, at)).stripTrailing());
      rest = rest.substring(at).stripLeading();
      before = " ".repeat(Math.min(indent, width / 2));
    }
    lines.add(before + rest);
    return lines;
  }

  /** How many of the text's characters fit. */
  private static int fitting(String text, int width) {
    int used = 0;
    int end = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      used += width(codePoint);
      if (used > width) {
        return end;
      }
      end += Character.charCount(codePoint);
    }
    return end;
  }
}
