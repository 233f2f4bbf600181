package io.haymaker.emulator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line.
 *
 * @param port 0 to 65535; 0 means any
 * @param data the data folder
 * @param json whether the first line on standard output is the content of {@code emulator.json}
 * @param images image reference to the executable that runs for it
 * @param idleExit how long nobody may have called before the emulator ends by itself
 */
record MainArguments(
    int port,
    Path data,
    boolean json,
    Map<String, List<String>> images,
    Optional<Duration> idleExit) {
  static final String USAGE =
      "usage: emulator [--port P] [--data DIR] [--json] [--image REF=EXECUTABLE]..."
          + " [--idle-exit DURATION]";

  /** What the user typed makes no sense; the message says what. */
  static final class UsageException extends Exception {
    UsageException(String message) {
      super(message);
    }
  }

  MainArguments {
    images = Map.copyOf(images);
  }

  static MainArguments parse(String[] arguments, Path home) throws UsageException {
    int port = 0;
    Path data = home.resolve(".haymaker").resolve("emulator");
    boolean json = false;
    Map<String, List<String>> images = new LinkedHashMap<>();
    Optional<Duration> idleExit = Optional.empty();
    Deque<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
    while (!rest.isEmpty()) {
      String option = rest.pop();
      switch (option) {
        case "--port" -> port = port(value(option, rest));
        case "--data" -> data = folder(value(option, rest));
        case "--json" -> json = true;
        case "--image" -> {
          String[] pair = value(option, rest).split("=", 2);
          if (pair.length < 2 || pair[0].isBlank() || pair[1].isBlank()) {
            throw new UsageException("--image needs REF=EXECUTABLE");
          }
          images.put(pair[0], List.of(pair[1]));
        }
        case "--idle-exit" -> idleExit = Optional.of(duration(value(option, rest)));
        default -> throw new UsageException("unknown option: " + option);
      }
    }
    return new MainArguments(port, data, json, images, idleExit);
  }

  private static String value(String option, Deque<String> rest) throws UsageException {
    if (rest.isEmpty() || rest.peek().startsWith("--")) {
      throw new UsageException(option + " needs a value");
    }
    return rest.pop();
  }

  private static int port(String text) throws UsageException {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      throw new UsageException("--port must be 0 to 65535, not " + text);
    }
    throw new UsageException("--port must be 0 to 65535, not " + text);
  }

  private static Path folder(String text) throws UsageException {
    Path folder = Path.of(text);
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UsageException("--data is not a folder: " + text);
    }
    return folder;
  }

  private static Duration duration(String text) throws UsageException {
    try {
      Duration plain = Duration.parse(text.startsWith("P") ? text : "PT" + text);
      if (!plain.isNegative() && !plain.isZero()) {
        return plain;
      }
    } catch (DateTimeParseException wrong) {
      throw new UsageException("--idle-exit must be a duration such as 10m, not " + text);
    }
    throw new UsageException("--idle-exit must be longer than zero");
  }
}
