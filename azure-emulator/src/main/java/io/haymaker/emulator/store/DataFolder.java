package io.haymaker.emulator.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which one emulator keeps its state, held by a lock as long as it is open: two
 * emulators never share a folder. Secrets are in {@link #vault()} and nowhere else.
 */
public final class DataFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel lockChannel;
  private final DocumentStore store;
  private final DocumentStore vault;

  private DataFolder(Path path, FileChannel lockChannel, DocumentStore store, DocumentStore vault) {
    this.path = path;
    this.lockChannel = lockChannel;
    this.store = store;
    this.vault = vault;
  }

  /**
   * Opens a folder, making it (mode 0700) if it is not there.
   *
   * @throws CorruptStoreException if what is in it cannot be read
   * @throws IOException if another emulator holds it, or it cannot be written; the message is one
   *     line for a person
   */
  public static DataFolder open(Path path) throws IOException {
    PrivateFiles.createFolder(path);
    FileChannel lockChannel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    DocumentStore store = null;
    try {
      if (tryLock(lockChannel) == null) {
        throw new IOException("data folder is in use by another emulator: " + path);
      }
      store = DocumentStore.open(path.resolve("cloud.log"));
      return new DataFolder(
          path, lockChannel, store, DocumentStore.open(path.resolve("vault.log")));
    } catch (IOException | RuntimeException refused) {
      if (store != null) {
        store.close();
      }
      lockChannel.close();
      throw refused;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** The state of the cloud; holds no secret. */
  public DocumentStore store() {
    return store;
  }

  /** Secrets: the administrator's, vault secrets' values, keys. In a file of its own. */
  public DocumentStore vault() {
    return vault;
  }

  @Override
  public void close() throws IOException {
    try (lockChannel;
        vault;
        store) {
      // Closed in the reverse order, the lock last.
    }
  }
}
