package io.haymaker.emulator.servicebus.broker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one queue and who holds them. Not safe for threads: the broker's lock guards it.
 * The messages change only by records of the log; the locks are forgotten with the process.
 */
final class MessageQueue {
  /** Who holds a message and until when. */
  record Lock(UUID token, long sequence, Instant until) {}

  private final NavigableMap<Long, QueuedMessage> messages = new TreeMap<>();

  /** Numbers of what a receiver may get: neither locked nor deferred. */
  private final TreeSet<Long> available = new TreeSet<>();

  private final Map<UUID, Lock> locks = new HashMap<>();
  private final Map<Long, UUID> holders = new HashMap<>();

  /** No message dies before this; spares looking at all of them. */
  private Instant nextExpiry = Instant.MAX;

  void put(QueuedMessage message) {
    messages.put(message.sequence(), message);
    refresh(message);
    message.expiresAt().filter(at -> at.isBefore(nextExpiry)).ifPresent(at -> nextExpiry = at);
  }

  @Nullable QueuedMessage get(long sequence) {
    return messages.get(sequence);
  }

  @Nullable QueuedMessage remove(long sequence) {
    available.remove(sequence);
    UUID token = holders.remove(sequence);
    if (token != null) {
      locks.remove(token);
    }
    return messages.remove(sequence);
  }

  Collection<QueuedMessage> all() {
    return messages.values();
  }

  List<QueuedMessage> from(long sequence, int atMost) {
    List<QueuedMessage> found = new ArrayList<>();
    for (QueuedMessage message : messages.tailMap(sequence, true).values()) {
      if (found.size() == atMost) {
        break;
      }
      found.add(message);
    }
    return found;
  }

  Optional<QueuedMessage> firstAvailable() {
    return available.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(messages.get(available.first()));
  }

  Lock lock(QueuedMessage message, UUID token, Instant until) {
    Lock lock = new Lock(token, message.sequence(), until);
    locks.put(token, lock);
    holders.put(message.sequence(), token);
    available.remove(message.sequence());
    return lock;
  }

  boolean isLocked(long sequence) {
    return holders.containsKey(sequence);
  }

  @Nullable Lock held(UUID token) {
    return locks.get(token);
  }

  void extend(Lock lock, Instant until) {
    locks.put(lock.token(), new Lock(lock.token(), lock.sequence(), until));
  }

  /** Takes the lock away; the message is there for the next receiver unless it is deferred. */
  void unlock(Lock lock) {
    locks.remove(lock.token());
    holders.remove(lock.sequence());
    QueuedMessage message = messages.get(lock.sequence());
    if (message != null) {
      refresh(message);
    }
  }

  /** Takes away the locks that ended, and says which messages they held. */
  List<QueuedMessage> endLocks(Instant now) {
    List<QueuedMessage> freed = new ArrayList<>();
    for (Iterator<Lock> all = locks.values().iterator(); all.hasNext(); ) {
      Lock lock = all.next();
      if (!lock.until().isAfter(now)) {
        all.remove();
        holders.remove(lock.sequence());
        QueuedMessage message = messages.get(lock.sequence());
        if (message != null) {
          refresh(message);
          freed.add(message);
        }
      }
    }
    return freed;
  }

  /** The messages whose life is over and that nobody holds. */
  List<QueuedMessage> expired(Instant now) {
    if (now.isBefore(nextExpiry)) {
      return List.of();
    }
    List<QueuedMessage> dead = new ArrayList<>();
    nextExpiry = Instant.MAX;
    for (QueuedMessage message : messages.values()) {
      Instant end = message.expiresAt().orElse(Instant.MAX);
      if (!end.isAfter(now) && !isLocked(message.sequence())) {
        dead.add(message);
      } else if (end.isBefore(nextExpiry)) {
        nextExpiry = end;
      }
    }
    return dead;
  }

  private void refresh(QueuedMessage message) {
    if (message.deferred() || isLocked(message.sequence())) {
      available.remove(message.sequence());
    } else {
      available.add(message.sequence());
    }
  }
}
