package io.haymaker.core.event;

/** Takes what comes in. */
public interface EventHandler {

  /**
   * Makes the effect durable. A normal return means that it is, now or since an earlier delivery,
   * and the message may be settled; any exception means that it may not be, and the message must
   * come again.
   */
  void handle(Incoming incoming);
}
