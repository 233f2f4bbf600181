package io.haymaker.main.place;

import io.haymaker.main.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the data folder. */
public final class DataArgument {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "where logs and the embedded database are kept")
  private @Nullable Path data;

  /**
   * @return what the user named, or else the fallback; it need not exist yet
   * @throws CommandFailure when it is no folder
   */
  public Path or(Path fallback) {
    Path place = data != null ? data : fallback;
    if (Files.exists(place) && !Files.isDirectory(place)) {
      throw CommandFailure.usage("--data: %s is not a folder".formatted(place));
    }
    return place.toAbsolutePath();
  }
}
