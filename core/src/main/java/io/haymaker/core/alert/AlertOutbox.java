package io.haymaker.core.alert;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Alerts that wait for somebody to take them. Joins the caller's transaction. */
public interface AlertOutbox {

  /**
   * Enters it and wakes the {@linkplain AlertCourier courier}; on return nothing is sent. One whose
   * id is known is not entered again.
   */
  void enter(Alert alert);

  /** Those that nobody has taken yet, oldest first. */
  List<Waiting> waiting();

  /** Somebody took it: it is not sent again. */
  void taken(UUID id, Instant at);

  /** An attempt to send it failed; the next one is not to be made before that time. */
  void failed(UUID id, String why, Instant next);

  /**
   * An alert in the outbox.
   *
   * @param attempts how many failed
   * @param next not to be sent before that time
   */
  record Waiting(Alert alert, int attempts, Instant next) {}
}
