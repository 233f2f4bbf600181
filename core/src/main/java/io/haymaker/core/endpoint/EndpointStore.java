package io.haymaker.core.endpoint;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The registered endpoints. Joins the caller's transaction. */
public interface EndpointStore {

  /** Registers it, over one of the same id. */
  void put(Endpoint endpoint);

  /** All, by their ids. */
  List<Endpoint> all();

  Optional<Endpoint> find(String id);

  /**
   * Says whether it can be used.
   *
   * @param at becomes its heartbeat when it is up
   * @return what it is now; empty when there is none of that id
   */
  Optional<Endpoint> setStatus(String id, Endpoint.Status status, Instant at);

  /** Whether there was one to remove. */
  boolean remove(String id);
}
