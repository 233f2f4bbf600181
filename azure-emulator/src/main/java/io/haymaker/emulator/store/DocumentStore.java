package io.haymaker.emulator.store;

import io.haymaker.emulator.http.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON documents by kind and key, in memory and in a log on disk.
 *
 * <p>A change is in the log (handed to the operating system: it survives the death of this process,
 * not of the machine) before the call that made it returns. Several changes made inside {@link
 * #atomically} are one line of the log: all of them or none are there after a crash, and an
 * exception undoes them. Documents are copied on their way in and out. Safe for any number of
 * threads; readers wait for a transaction in progress.
 */
public final class DocumentStore implements AutoCloseable {
  /** A document with its key. */
  public record Entry(String key, ObjectNode document) {}

  private final ChangeLog log;
  private final Map<String, NavigableMap<String, ObjectNode>> kinds = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock(true);
  // What the transaction in progress has changed so far; both are guarded by the lock.
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private ArrayNode pending = Json.array();

  private DocumentStore(ChangeLog log) {
    this.log = log;
  }

  /**
   * Opens the store of a file, making it if it is not there, and compacts its log.
   *
   * @throws CorruptStoreException if the log cannot be read; a torn last line, as a crash leaves
   *     it, is dropped instead
   */
  public static DocumentStore open(Path file) throws IOException {
    Map<String, NavigableMap<String, ObjectNode>> kinds = new HashMap<>();
    ChangeLog log =
        ChangeLog.open(
            file,
            change -> replay(kinds, change),
            () -> {
              List<ArrayNode> lines = new ArrayList<>();
              kinds.forEach(
                  (kind, documents) ->
                      documents.forEach(
                          (key, document) -> lines.add(ChangeLog.put(kind, key, document))));
              return lines;
            });
    DocumentStore store = new DocumentStore(log);
    store.kinds.putAll(kinds);
    return store;
  }

  private static void replay(
      Map<String, NavigableMap<String, ObjectNode>> kinds, ChangeLog.Change change) {
    NavigableMap<String, ObjectNode> documents =
        kinds.computeIfAbsent(change.kind(), k -> new TreeMap<>());
    ObjectNode document = change.document();
    if (document == null) {
      documents.remove(change.key());
    } else {
      documents.put(change.key(), document);
    }
  }

  /** A copy of a document. */
  public Optional<ObjectNode> get(String kind, String key) {
    return atomically(() -> Optional.ofNullable(kind(kind).get(key)).map(ObjectNode::deepCopy));
  }

  /** Copies of all documents of a kind, ordered by key. */
  public List<Entry> list(String kind) {
    return list(kind, "");
  }

  /** Copies of the documents of a kind whose keys start with {@code prefix}, ordered by key. */
  public List<Entry> list(String kind, String prefix) {
    return list(kind, prefix, key -> true);
  }

  /** The same, of those whose keys pass a test only: the others are not even copied. */
  public List<Entry> list(String kind, String prefix, Predicate<String> test) {
    return atomically(
        () -> {
          List<Entry> found = new ArrayList<>();
          for (var entry : kind(kind).tailMap(prefix, true).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
              break;
            }
            if (test.test(entry.getKey())) {
              found.add(new Entry(entry.getKey(), entry.getValue().deepCopy()));
            }
          }
          return List.copyOf(found);
        });
  }

  /** Puts a document, in place of the one that is there. */
  public void put(String kind, String key, ObjectNode document) {
    ObjectNode copy = document.deepCopy();
    atomically(
        () -> {
          ObjectNode before = kind(kind).put(key, copy);
          pending.add(ChangeLog.put(kind, key, copy));
          undo.push(() -> restore(kind, key, before));
          return true;
        });
  }

  /** Deletes a document; false if there was none. */
  public boolean delete(String kind, String key) {
    return atomically(
        () -> {
          ObjectNode before = kind(kind).remove(key);
          if (before == null) {
            return false;
          }
          pending.add(ChangeLog.delete(kind, key));
          undo.push(() -> restore(kind, key, before));
          return true;
        });
  }

  /**
   * Runs reads and changes that nobody else sees in part. May be nested; the outermost call writes
   * the log. Keep it short: everybody waits.
   *
   * @throws StoreLostException if the log could not be written; the changes are undone
   */
  public <T> T atomically(Supplier<T> work) {
    lock.lock();
    try {
      if (lock.getHoldCount() > 1) {
        return work.get();
      }
      boolean kept = false;
      try {
        T result = work.get();
        if (!pending.isEmpty()) {
          log.append(pending);
        }
        kept = true;
        return result;
      } finally {
        if (!kept) {
          undo.forEach(Runnable::run);
        }
        undo.clear();
        pending = Json.array();
      }
    } finally {
      lock.unlock();
    }
  }

  private NavigableMap<String, ObjectNode> kind(String kind) {
    return kinds.computeIfAbsent(kind, k -> new TreeMap<>());
  }

  private void restore(String kind, String key, @Nullable ObjectNode before) {
    if (before == null) {
      kind(kind).remove(key);
    } else {
      kind(kind).put(key, before);
    }
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
