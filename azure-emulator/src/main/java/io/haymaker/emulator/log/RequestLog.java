package io.haymaker.emulator.log;

import io.haymaker.emulator.http.Caller;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The requests since the start, the newest {@value #CAPACITY} of them; not kept over a restart.
 * {@link #dropped()} says how many older ones are no longer there.
 */
public final class RequestLog {
  static final int CAPACITY = 200_000;

  /**
   * What to look for; an empty field fits everything.
   *
   * @param method the method
   * @param pathContains a part of the path, compared without case
   * @param callerId the caller's object id or client id
   * @param service the service's name
   * @param status the status
   * @param after only entries with a higher number
   */
  public record Filter(
      Optional<String> method,
      Optional<String> pathContains,
      Optional<String> callerId,
      Optional<String> service,
      Optional<Integer> status,
      long after) {
    /** Fits everything. */
    public static Filter everything() {
      return new Filter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          0);
    }

    private Predicate<LoggedRequest> test() {
      Optional<String> part = pathContains.map(text -> text.toLowerCase(Locale.ROOT));
      return entry ->
          entry.number() > after
              && method.map(entry.method()::equalsIgnoreCase).orElse(true)
              && part.map(entry.path().toLowerCase(Locale.ROOT)::contains).orElse(true)
              && service.map(entry.service()::equalsIgnoreCase).orElse(true)
              && status.map(wanted -> wanted == entry.status()).orElse(true)
              && callerId
                  .map(
                      id ->
                          entry
                              .caller()
                              .filter(c -> id.equals(c.objectId()) || id.equals(c.appId()))
                              .isPresent())
                  .orElse(true);
    }
  }

  private final Deque<LoggedRequest> entries = new ArrayDeque<>();
  private long last;
  private long dropped;

  /** Adds an entry. */
  public synchronized void add(
      Instant at, String service, String method, String path, Optional<Caller> caller, int status) {
    last++;
    entries.addLast(new LoggedRequest(last, at, service, method, path, caller, status));
    if (entries.size() > CAPACITY) {
      entries.removeFirst();
      dropped++;
    }
  }

  /** The entries that fit, oldest first. */
  public synchronized List<LoggedRequest> find(Filter filter) {
    return entries.stream().filter(filter.test()).toList();
  }

  /** The number of the newest entry; 0 if there is none. */
  public synchronized long last() {
    return last;
  }

  /** How many entries are no longer there. */
  public synchronized long dropped() {
    return dropped;
  }
}
