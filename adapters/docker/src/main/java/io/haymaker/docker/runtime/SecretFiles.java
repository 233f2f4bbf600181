package io.haymaker.docker.runtime;

import io.haymaker.core.identity.SecretReader;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.LaunchSpec.SecretSource;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A container's secrets as files in memory, which the container sees under {@link #INSIDE}: so that
 * neither the engine's records nor a disk ever hold them. The folder's parent keeps everybody else
 * of the machine out; the container gets in by its mount. Each folder is called {@code
 * RUN.CONTAINER}, so that what is left of a run can be found.
 */
final class SecretFiles {
  /** Where the container finds them. */
  static final String INSIDE = "/run/haymaker-secrets";

  /** Stands in no run's id. */
  private static final String SEPARATOR = ".";

  private static final String NO_RUN = "none";
  private static final int TRIES = 10;
  private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

  private final Path folder;
  private final SecretReader vault;

  SecretFiles(Path folder, SecretReader vault) {
    this.folder = folder;
    this.vault = vault;
  }

  private Path of(LaunchSpec spec) {
    String run = OwnerTags.value(spec.labels(), OwnerTags.RUN).orElse(NO_RUN);
    return folder.resolve(run + SEPARATOR + spec.name());
  }

  /**
   * Reads and writes all of them; what was there is replaced.
   *
   * @return their folder, which is there only if there are secrets
   */
  Outcome<Path> write(LaunchSpec spec) {
    Path place = of(spec);
    if (spec.secrets().isEmpty()) {
      return Outcome.done(place);
    }
    try {
      open(place);
      for (SecretSource source : spec.secrets().values()) {
        switch (vault.read(source.url())) {
          case Look.Found<SecretValue>(SecretValue value) -> write(place, source, value);
          case Look.Absent<SecretValue> _ -> {
            return Outcome.refused(
                "SecretMissing", "the vault has no secret for %s".formatted(source.name()));
          }
          case Look.CouldNotLook<SecretValue> failed -> {
            return Outcome.busy(failed.problem().code(), failed.problem().message());
          }
        }
      }
      return Outcome.done(place);
    } catch (IOException e) {
      return Outcome.refused("SecretsFolder", "%s cannot be used: %s".formatted(folder, e));
    }
  }

  private void open(Path place) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        requireMemory();
        if (!Files.isDirectory(place)) {
          Files.createDirectory(place);
        }
        return;
      } catch (NoSuchFileException | FileAlreadyExistsException e) {
        // Somebody has just removed the folder because it was empty, or made ours beside us.
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private void requireMemory() throws IOException {
    String type = Files.getFileStore(folder).type();
    if (!IN_MEMORY.contains(type)) {
      throw new IOException("secrets must lie in memory, and this is " + type);
    }
  }

  /** Only the container gets there, whoever it runs as; so that anybody may read it. */
  private static void write(Path place, SecretSource source, SecretValue value) throws IOException {
    Path file = place.resolve(source.name());
    Files.deleteIfExists(file);
    Files.writeString(file, value.reveal());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Safe to repeat. The folder of all goes with the last. */
  void remove(ContainerName name) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    for (Path place : children(folder)) {
      if (nameOf(place).equals(name.value())) {
        for (Path file : children(place)) {
          Files.deleteIfExists(file);
        }
        Files.deleteIfExists(place);
      }
    }
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // Others have secrets, too.
    }
  }

  private static String nameOf(Path place) {
    String text = String.valueOf(place.getFileName());
    return text.substring(text.indexOf(SEPARATOR) + 1);
  }

  private static List<Path> children(Path parent) throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
