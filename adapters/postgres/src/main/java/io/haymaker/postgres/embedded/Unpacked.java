package io.haymaker.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The server's unpacked programs. Whoever was killed while he unpacked them leaves a part, over
 * which the library does not unpack again: no server would ever start.
 */
final class Unpacked {
  /** What the library puts beside programs that are whole. */
  private static final String WHOLE = ".exists";

  private Unpacked() {}

  /** Removes what is not whole. Only for who holds the folder's lock. */
  static void removeParts(Path programs) throws IOException {
    for (Path one : below(programs)) {
      if (Files.isDirectory(one) && !Files.exists(one.resolve(WHOLE))) {
        try (Stream<Path> all = Files.walk(one)) {
          for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
    }
  }

  private static List<Path> below(Path programs) throws IOException {
    if (!Files.isDirectory(programs)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(programs)) {
      return all.toList();
    }
  }
}
