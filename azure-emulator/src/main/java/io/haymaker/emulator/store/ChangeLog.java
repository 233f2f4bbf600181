package io.haymaker.emulator.store;

import io.haymaker.emulator.http.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file below a store: a header line, then one line per transaction, each an array of changes
 * {@code ["put",kind,key,document]} or {@code ["delete",kind,key]}. A line counts only with its
 * line feed, so that a crash in the middle of a write loses that transaction and nothing else.
 */
final class ChangeLog implements AutoCloseable {
  private static final String HEADER = "{\"haymaker\":\"emulator\",\"version\":1}";

  /** One change; no document means that it was deleted. */
  record Change(String kind, String key, @Nullable ObjectNode document) {}

  private final Path file;
  private final FileChannel channel;

  private ChangeLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static ChangeLog open(Path file, Consumer<Change> replay, Supplier<List<ArrayNode>> present)
      throws IOException {
    if (Files.exists(file)) {
      read(file, replay);
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    PrivateFiles.create(fresh);
    try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE);
        OutputStream stream = java.nio.channels.Channels.newOutputStream(out)) {
      stream.write((HEADER + "\n").getBytes(StandardCharsets.UTF_8));
      for (ArrayNode change : present.get()) {
        stream.write((Json.text(Json.array().add(change)) + "\n").getBytes(StandardCharsets.UTF_8));
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new ChangeLog(
        file, FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
  }

  private static void read(Path file, Consumer<Change> replay) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int start = 0;
    int number = 1;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == '\n') {
        String line = new String(all, start, i - start, StandardCharsets.UTF_8);
        readLine(file, number, line, replay);
        start = i + 1;
        number++;
      }
    }
    if (number == 1 && all.length > 0) {
      throw new CorruptStoreException(file, 1, "not a log of this emulator");
    }
  }

  private static void readLine(Path file, int number, String line, Consumer<Change> replay)
      throws IOException {
    if (number == 1) {
      if (!line.equals(HEADER)) {
        throw new CorruptStoreException(file, 1, "not a log of this emulator");
      }
      return;
    }
    try {
      JsonNode changes = Json.parse(line);
      if (!changes.isArray() || changes.isEmpty()) {
        throw new CorruptStoreException(file, number, "not a list of changes");
      }
      for (JsonNode change : changes) {
        replay.accept(change(file, number, change));
      }
    } catch (JacksonException notJson) {
      throw new CorruptStoreException(file, number, "not JSON");
    }
  }

  private static Change change(Path file, int number, JsonNode change) throws IOException {
    String verb = change.path(0).asString("");
    JsonNode kind = change.path(1);
    JsonNode key = change.path(2);
    if (kind.isString() && key.isString()) {
      if (verb.equals("delete") && change.size() == 3) {
        return new Change(kind.stringValue(), key.stringValue(), null);
      }
      if (verb.equals("put") && change.get(3) instanceof ObjectNode document) {
        return new Change(kind.stringValue(), key.stringValue(), document);
      }
    }
    throw new CorruptStoreException(file, number, "not a change");
  }

  static ArrayNode put(String kind, String key, ObjectNode document) {
    return Json.array().add("put").add(kind).add(key).add(document);
  }

  static ArrayNode delete(String kind, String key) {
    return Json.array().add("delete").add(kind).add(key);
  }

  void append(ArrayNode changes) {
    ByteBuffer line = ByteBuffer.wrap((Json.text(changes) + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (line.hasRemaining()) {
        channel.write(line);
      }
    } catch (IOException lost) {
      throw new StoreLostException(file, lost);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
