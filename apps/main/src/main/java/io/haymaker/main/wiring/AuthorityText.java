package io.haymaker.main.wiring;

import io.haymaker.main.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Certificate authorities as text, for containers, which see no file of this machine. */
public final class AuthorityText {
  private AuthorityText() {}

  /**
   * @throws CommandFailure when the file cannot be read
   */
  public static String of(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw CommandFailure.refused("%s cannot be read: %s".formatted(file, e));
    }
  }
}
