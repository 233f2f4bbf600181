package io.haymaker.core.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The events of all containers, for ever. Joins the caller's transaction. */
public interface ContainerHistory {

  /**
   * Enters them in one write. One that is there (same container, event and time, to the
   * microsecond) stays as it is.
   *
   * @return how many were not there
   */
  int enter(List<ContainerEvent> events);

  /** When the latest event of a host happened; what an older manager kept does not count. */
  Optional<Instant> latest(String host);

  /** The last event of every container of a host that was not removed; none of an older manager. */
  List<ContainerEvent> present(String host);

  /**
   * An event and its number, which rises with every entry.
   *
   * @param number 1 or more
   */
  record Numbered(long number, ContainerEvent event) {}

  /**
   * Which events to read.
   *
   * @param container the whole id of one container, or all
   * @param since none that happened before
   * @param after none up to this number; 0 for all
   * @param limit at most so many, 1 or more
   */
  record Query(Optional<String> container, Optional<Instant> since, long after, int limit) {}

  /** In the order of their entry, the first of those that the query asks for. */
  List<Numbered> find(Query query);
}
