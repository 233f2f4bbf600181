package io.haymaker.main.place;

import io.haymaker.main.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The user's data folder, held for one process at a time. */
final class DataFolder implements AutoCloseable {
  private static final String LOCK = "lock";

  /** Tells which cloud the embedded database is about. */
  private static final String CLOUD = "cloud";

  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Makes the folder where it is missing and takes it for this process; the lock ends with the
   * process, however it ends.
   *
   * @throws CommandFailure when it cannot be made or written, or another process has it
   */
  static DataFolder take(Path path) {
    return tryTake(path).orElseThrow(() -> inUse(path));
  }

  /**
   * As {@link #take}; empty when another process has it.
   *
   * @throws CommandFailure when it cannot be made or written
   */
  static Optional<DataFolder> tryTake(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve(LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      return Optional.of(new DataFolder(path, channel, lock));
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Says that another process has the folder. */
  static CommandFailure inUse(Path path) {
    return CommandFailure.refused(
        "--data: %s is in use by process %s; wait for it or give another folder"
            .formatted(path, holder(path)));
  }

  /** The number of the process that has the folder. */
  static String holder(Path path) {
    return content(path.resolve(LOCK)).orElse("(unknown)");
  }

  static Path postgres(Path path) {
    return path.resolve("postgres");
  }

  static Path log(Path path, String name) {
    return path.resolve("logs").resolve(name);
  }

  Path path() {
    return path;
  }

  /**
   * Keeps the folder to one cloud, for ever: a run of one cloud must not be gone on with, or be
   * proven clean, in another.
   *
   * @throws CommandFailure when it belongs to another cloud
   */
  void keepTo(String cloud) {
    try {
      if (content(path.resolve(CLOUD)).isEmpty()) {
        Files.writeString(path.resolve(CLOUD), cloud + "\n");
      }
    } catch (IOException e) {
      throw unusable(path, e);
    }
    requireCloud(path, cloud);
  }

  /**
   * @throws CommandFailure when the folder belongs to another cloud
   */
  static void requireCloud(Path path, String cloud) {
    String kept = content(path.resolve(CLOUD)).orElse(cloud);
    if (!kept.equals(cloud)) {
      throw CommandFailure.refused(
          "--data: %s belongs to %s, not to %s; give another folder".formatted(path, kept, cloud));
    }
  }

  private static Optional<String> content(Path file) {
    try {
      return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static CommandFailure unusable(Path path, IOException e) {
    return CommandFailure.refused("--data: %s cannot be used: %s".formatted(path, e));
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process all the same.
      LoggerFactory.getLogger(DataFolder.class).warn("lock of {} not released", path, e);
    }
  }
}
