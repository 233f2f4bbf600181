package io.haymaker.postgres.embedded;

import io.haymaker.postgres.DatabaseUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The right to use a folder: held until released or until the process ends, however it ends. */
final class FolderLock {
  private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

  /**
   * Folders that this process has. Asked before the file is touched: POSIX drops a process's lock
   * when it closes any descriptor of the file, a second attempt's too.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * @param folder a real path
   * @throws DatabaseUnavailableException when this or another process has it
   */
  static FolderLock take(Path folder) throws IOException {
    if (!HELD.add(folder)) {
      throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
    }
    FileChannel channel = null;
    boolean taken = false;
    try {
      Path file = folder.resolve("lock");
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      @Nullable FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(folder, Files.readString(file).strip());
      }
      String pid = ProcessHandle.current().pid() + "\n";
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      taken = true;
      return new FolderLock(folder, channel);
    } finally {
      if (!taken) {
        HELD.remove(folder);
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  private static DatabaseUnavailableException inUse(Path folder, String pid) {
    return new DatabaseUnavailableException(
        "data folder %s is in use by process %s".formatted(folder, pid), null);
  }

  void release() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).addKeyValue("folder", folder).log("could not close the lock file");
    } finally {
      HELD.remove(folder);
    }
  }
}
