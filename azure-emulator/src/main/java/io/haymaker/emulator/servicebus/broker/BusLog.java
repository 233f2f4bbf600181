package io.haymaker.emulator.servicebus.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The records in one file, a JSON object per line. A record that {@link #append} returned for is
 * with the operating system: it survives the death of this process (not that of the machine, which
 * an emulator need not). A last line without its end is what a death in mid-write leaves: it was
 * never acknowledged, so it is cut off.
 */
final class BusLog implements AutoCloseable {
  private static final String FILE = "servicebus.log";
  private static final long WORTH_REWRITING = 32L * 1024 * 1024;

  private final JsonMapper json = new JsonMapper();
  private final Path file;
  private FileChannel channel;
  private long sizeAfterRewrite;

  private BusLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens the log in the folder, which is made if it is missing, and hands every record in it to
   * the reader.
   *
   * @throws CorruptLogException if a line that is whole is not a record
   */
  static BusLog open(Path folder, Consumer<BusRecord> reader) {
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      boolean isNew = !Files.exists(file);
      if (isNew) {
        create(file);
      }
      FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
      BusLog log = new BusLog(file, channel);
      long whole = log.replay(reader);
      channel.truncate(whole);
      channel.position(whole);
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the log of the bus: " + file, e);
    }
  }

  /** Writes the records; on failure none of them is there, so that later ones can be read. */
  void append(List<? extends BusRecord> records) {
    long start = -1;
    try {
      start = channel.position();
      write(channel, records);
    } catch (IOException e) {
      undo(start, e);
      throw new UncheckedIOException("cannot write the log of the bus: " + file, e);
    }
  }

  private void undo(long start, IOException cause) {
    try {
      if (start >= 0) {
        channel.truncate(start);
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Whether so much has been appended that the log should be rewritten. */
  boolean isWorthRewriting() {
    try {
      return channel.size() > sizeAfterRewrite * 2 + WORTH_REWRITING;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the log of the bus: " + file, e);
    }
  }

  /** Replaces the log by these records; a death in between leaves the old or the new one. */
  void rewrite(List<? extends BusRecord> records) {
    Path fresh = file.resolveSibling(FILE + ".new");
    try {
      Files.deleteIfExists(fresh);
      create(fresh);
      FileChannel next = FileChannel.open(fresh, StandardOpenOption.WRITE);
      for (BusRecord entry : records) {
        write(next, List.of(entry));
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      channel.close();
      channel = next;
      sizeAfterRewrite = next.size();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot rewrite the log of the bus: " + file, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the log of the bus: " + file, e);
    }
  }

  private static void create(Path file) throws IOException {
    Set<String> views = file.getFileSystem().supportedFileAttributeViews();
    if (views.contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
  }

  private void write(FileChannel to, List<? extends BusRecord> records) throws IOException {
    for (BusRecord entry : records) {
      byte[] text = json.writerFor(BusRecord.class).writeValueAsBytes(entry);
      ByteBuffer line = ByteBuffer.allocate(text.length + 1).put(text).put((byte) '\n').flip();
      while (line.hasRemaining()) {
        to.write(line);
      }
    }
  }

  /** Reads the records and says how many bytes of the file are whole lines. */
  private long replay(Consumer<BusRecord> reader) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int start = 0;
    int number = 0;
    for (int end = 0; end < all.length; end++) {
      if (all[end] != '\n') {
        continue;
      }
      number++;
      BusRecord entry;
      try {
        entry = json.readValue(all, start, end - start, BusRecord.class);
      } catch (JacksonException | IllegalArgumentException e) {
        throw new CorruptLogException(
            "the log of the bus is damaged at line " + number + ": " + file, e);
      }
      reader.accept(entry);
      start = end + 1;
    }
    return start;
  }
}
