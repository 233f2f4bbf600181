package io.haymaker.docker.runtime;

import io.haymaker.core.identity.SecretReader;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.LaunchSpec.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A container's secrets as files in memory, which the container sees under {@link #INSIDE}: so that
 * neither the engine's records nor a disk ever hold them. The folder's parent keeps everybody else
 * of the machine out; the container gets in by its mount.
 */
final class SecretFiles {
  /** Where the container finds them. */
  static final String INSIDE = "/run/haymaker-secrets";

  private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

  private final Path folder;
  private final SecretReader vault;

  SecretFiles(Path folder, SecretReader vault) {
    this.folder = folder;
    this.vault = vault;
  }

  Path of(ContainerName name) {
    return folder.resolve(name.value());
  }

  /**
   * Reads and writes all of them; what was there is replaced.
   *
   * @return their folder, which is there only if there are secrets
   */
  Outcome<Path> write(LaunchSpec spec) {
    Path place = of(spec.name());
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
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    String type = Files.getFileStore(folder).type();
    if (!IN_MEMORY.contains(type)) {
      throw new IOException("secrets must lie in memory, and this is " + type);
    }
    Files.createDirectories(place);
  }

  /** Only the container gets there, whoever it runs as; so that anybody may read it. */
  private static void write(Path place, SecretSource source, SecretValue value) throws IOException {
    Path file = place.resolve(source.name());
    Files.deleteIfExists(file);
    Files.writeString(file, value.reveal());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Safe to repeat. */
  void remove(ContainerName name) throws IOException {
    Path place = of(name);
    if (!Files.exists(place)) {
      return;
    }
    try (Stream<Path> all = Files.walk(place)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    }
  }
}
