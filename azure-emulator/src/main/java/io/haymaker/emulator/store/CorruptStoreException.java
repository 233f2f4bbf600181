package io.haymaker.emulator.store;

import java.io.IOException;
import java.nio.file.Path;

/** A log on disk that cannot be read; the message is one line for a person, naming the file. */
public final class CorruptStoreException extends IOException {
  CorruptStoreException(Path file, int line, String what) {
    super("data folder is corrupt: " + file + ", line " + line + ": " + what);
  }
}
