package io.haymaker.emulator.servicebus.amqp;

import java.util.Optional;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Link;

/** A link that works. */
interface AttachedLink {
  Link link();

  /** The attach has been answered. */
  default void opened() {}

  /** Something about a delivery has changed. */
  void delivery(Delivery delivery);

  /** A moment to send what is due. */
  default void serve() {}

  /** Why the link must be closed now, if it must. */
  default Optional<ErrorCondition> reasonToEnd(Passes passes) {
    return Optional.empty();
  }
}
