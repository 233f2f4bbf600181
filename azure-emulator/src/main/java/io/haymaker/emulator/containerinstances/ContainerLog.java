package io.haymaker.emulator.containerinstances;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What a container has written in its current life. While it runs, the last 4 MB can be read; when
 * it has ended, the last 1,000 lines or 16 KB, whichever is less.
 */
final class ContainerLog {

  static final int MOST_WHILE_RUNNING = 4 << 20;
  static final int MOST_AFTERWARDS = 16 << 10;
  static final int MOST_LINES_AFTERWARDS = 1000;
  private static final int MOST_MARKS = 5000;

  private final Path file;
  private final Clock clock;
  // How far the file had come when it was looked at.
  private final TreeMap<Long, Instant> marks = new TreeMap<>();

  ContainerLog(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  Path file() {
    return file;
  }

  /** A new life has a new log. */
  synchronized void renew() throws IOException {
    marks.clear();
    Files.deleteIfExists(file);
  }

  /** Notes how far it has come: lines have the time of the first look that saw them. */
  synchronized void look() {
    try {
      long size = Files.exists(file) ? Files.size(file) : 0;
      if (size > 0 && (marks.isEmpty() || marks.lastKey() < size)) {
        marks.put(size, clock.instant());
      }
      if (marks.size() > MOST_MARKS) {
        marks.pollFirstEntry();
      }
    } catch (IOException gone) {
      // The group was deleted meanwhile, and its log with it.
      marks.clear();
    }
  }

  /**
   * The end of the log.
   *
   * @param ended whether the container has ended
   * @param tail at most so many lines
   */
  synchronized String read(boolean ended, OptionalInt tail, boolean timestamps) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    look();
    byte[] bytes;
    long from;
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      long length = open.length();
      from = Math.max(0, length - (ended ? MOST_AFTERWARDS : MOST_WHILE_RUNNING));
      bytes = new byte[(int) (length - from)];
      open.seek(from);
      open.readFully(bytes);
    }
    int lines = tail.orElse(Integer.MAX_VALUE);
    int begin = beginning(bytes, ended ? Math.min(lines, MOST_LINES_AFTERWARDS) : lines);
    return timestamps
        ? stamped(bytes, begin, from)
        : new String(bytes, begin, bytes.length - begin, StandardCharsets.UTF_8);
  }

  /** Where the last so many lines begin. */
  private static int beginning(byte[] bytes, int lines) {
    int at = bytes.length;
    int seen = 0;
    while (at > 0) {
      // The line feed at the very end belongs to the last line.
      if (bytes[at - 1] == '\n' && at < bytes.length && ++seen == lines) {
        return at;
      }
      at--;
    }
    return lines == 0 ? bytes.length : 0;
  }

  private String stamped(byte[] bytes, int begin, long from) {
    StringBuilder text = new StringBuilder();
    int at = begin;
    while (at < bytes.length) {
      int end = at;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      end = Math.min(bytes.length, end + 1);
      Map.Entry<Long, Instant> mark = marks.ceilingEntry(from + at + 1);
      text.append(mark == null ? clock.instant() : mark.getValue()).append(' ');
      text.append(new String(Arrays.copyOfRange(bytes, at, end), StandardCharsets.UTF_8));
      at = end;
    }
    return text.toString();
  }
}
