package io.haymaker.scenario;

/**
 * Something that makes a document unusable, or that its author should change.
 *
 * @param file the document's file name
 * @param line from 1; 0 when it concerns the whole file
 * @param message one sentence for the author
 */
public record Problem(String file, int line, String message) {

  /** {@code file:line: message}, as compilers print it. */
  @Override
  public String toString() {
    return line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
  }
}
