package io.haymaker.emulator.store;

import java.io.IOException;
import java.nio.file.Path;

/** The log could not be written: the disk is full or gone, and nothing more can be promised. */
public final class StoreLostException extends RuntimeException {
  StoreLostException(Path file, IOException cause) {
    super("cannot write " + file + ": " + cause.getMessage(), cause);
  }
}
