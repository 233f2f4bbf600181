package io.haymaker.agent.shell;

/** Keeps the beginning and the end of an output of any length. */
final class OutputTail {

  private static final int HEAD = 32 * 1024;
  private static final int TAIL = 32 * 1024;

  private final StringBuilder head = new StringBuilder();
  private final StringBuilder tail = new StringBuilder();
  private boolean cut;

  void add(String line) {
    if (head.length() + line.length() < HEAD) {
      head.append(line).append('\n');
      return;
    }
    tail.append(line, 0, Math.min(line.length(), TAIL)).append('\n');
    if (tail.length() > 2 * TAIL) {
      tail.delete(0, tail.length() - TAIL);
      cut = true;
    }
  }

  String text() {
    return head + (cut ? "\n[...]\n" : "") + tail;
  }
}
