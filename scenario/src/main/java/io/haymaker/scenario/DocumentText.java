package io.haymaker.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a file holds, as text. */
sealed interface DocumentText {

  /** What to say about a file that is none. */
  String NOT_TEXT = "The file is not UTF-8 text";

  /** It is UTF-8. */
  record Text(String text) implements DocumentText {}

  /**
   * It is not.
   *
   * @param line the first that is not UTF-8, from 1
   */
  record NotText(int line) implements DocumentText {}

  static DocumentText read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    // No UTF-8 text has more characters than bytes.
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true);
    text.flip();
    if (!result.isError()) {
      return new Text(text.toString());
    }
    return new NotText(1 + (int) text.chars().filter(c -> c == '\n').count());
  }
}
