package io.haymaker.main.run;

import io.haymaker.main.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The user's data folder, held for one process at a time. */
public final class DataFolder implements AutoCloseable {
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
  public static DataFolder take(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String holder = Files.readString(path.resolve("lock")).strip();
        channel.close();
        throw CommandFailure.refused(
            "--data: %s is in use by process %s; wait for it or give another folder"
                .formatted(path, holder.isEmpty() ? "(unknown)" : holder));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      return new DataFolder(path, channel, lock);
    } catch (IOException e) {
      throw CommandFailure.refused("--data: %s cannot be used: %s".formatted(path, e));
    }
  }

  private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel)
      throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  public Path path() {
    return path;
  }

  public Path postgres() {
    return path.resolve("postgres");
  }

  public Path emulator() {
    return path.resolve("emulator");
  }

  public Path logs() {
    return path.resolve("logs");
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process all the same.
      org.slf4j.LoggerFactory.getLogger(DataFolder.class).warn("lock of {} not released", path, e);
    }
  }
}
