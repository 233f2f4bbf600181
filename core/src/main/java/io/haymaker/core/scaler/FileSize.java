package io.haymaker.core.scaler;

import io.haymaker.core.outcome.Outcome;
import java.util.Optional;

/**
 * The size of the file that a message names.
 *
 * @param megabytes more than 0 and finite; 1 MB is 1/1024 GB here
 */
public record FileSize(double megabytes) {
  /** The application property that carries it. */
  public static final String PROPERTY = "file_size_mb";

  /** The code of the refusal of what is no size. */
  public static final String BAD = "BadFileSize";

  private static final int SHOWN = 40;

  public FileSize {
    if (!(megabytes > 0) || !Double.isFinite(megabytes)) {
      throw new IllegalArgumentException("a file size is more than 0, is " + megabytes);
    }
  }

  /**
   * Reads it as senders write it: a number, or a decimal in text such as {@code "12.5"} or {@code
   * "1e3"}.
   *
   * @param text empty when the message has no such property
   * @return refused with the reason in words for people
   */
  public static Outcome<FileSize> read(Optional<String> text) {
    if (text.isEmpty() || text.get().isBlank()) {
      return bad("is missing");
    }
    String number = text.get().strip();
    // Java would also read "0x1p3" and "12.5f".
    if (!number.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?")) {
      return bad("is no number: '%s'".formatted(shortened(number)));
    }
    double megabytes = Double.parseDouble(number);
    if (Double.isInfinite(megabytes)) {
      return bad("is too large to be true: " + shortened(number));
    }
    return megabytes > 0
        ? Outcome.done(new FileSize(megabytes))
        : bad("must be more than 0, is " + shortened(number));
  }

  private static String shortened(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }

  private static Outcome<FileSize> bad(String what) {
    return Outcome.refused(BAD, PROPERTY + " " + what);
  }
}
