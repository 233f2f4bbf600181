package io.haymaker.emulator.servicebus.amqp;

import io.haymaker.emulator.servicebus.access.BusRight;
import io.haymaker.emulator.servicebus.broker.QueueAddress;
import io.haymaker.emulator.servicebus.broker.ReceiveMode;
import io.haymaker.emulator.servicebus.broker.Received;
import io.haymaker.emulator.servicebus.broker.Received.LockGrant;
import java.util.Optional;
import java.util.UUID;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Sender;

/** A link on which a client receives: messages go out as long as it gives credit. */
final class DispatchLink implements AttachedLink {
  private final BusDesk desk;
  private final Sender sender;
  private final QueueAddress queue;
  private final ReceiveMode mode;

  DispatchLink(BusDesk desk, Sender sender, QueueAddress queue) {
    this.desk = desk;
    this.sender = sender;
    this.queue = queue;
    this.mode =
        sender.getRemoteSenderSettleMode() == SenderSettleMode.SETTLED
            ? ReceiveMode.RECEIVE_AND_DELETE
            : ReceiveMode.PEEK_LOCK;
  }

  @Override
  public Link link() {
    return sender;
  }

  @Override
  public void serve() {
    while (sender.getCredit() > 0) {
      Optional<Received> next = desk.broker().take(queue, mode);
      if (next.isEmpty()) {
        if (sender.getDrain()) {
          sender.drained();
        }
        return;
      }
      dispatch(next.get());
    }
  }

  @Override
  public void delivery(Delivery delivery) {
    DeliveryState wanted = delivery.getRemoteState();
    if (wanted == null || delivery.isSettled()) {
      if (delivery.remotelySettled()) {
        delivery.settle();
      }
      return;
    }
    if (delivery.getContext() instanceof UUID token) {
      boolean done =
          Settlements.read(wanted)
              .map(how -> desk.broker().settle(queue, token, how))
              .orElse(false);
      delivery.disposition(done ? confirmed(wanted) : lockLost());
    }
    delivery.settle();
  }

  @Override
  public Optional<ErrorCondition> reasonToEnd(Passes passes) {
    String path = new NodeAddress.QueueNode(queue).entityPath().orElse("");
    if (!desk.broker().hasSubscription(queue.subscription())) {
      return LinkTable.notFound(path);
    }
    return passes.isCurrent(path)
        ? Optional.empty()
        : LinkTable.unauthorized(BusRight.LISTEN, path);
  }

  private void dispatch(Received received) {
    byte[] message = Stamps.received(received.message(), queue, received.lock()).encode();
    UUID token = received.lock().map(LockGrant::token).orElseGet(UUID::randomUUID);
    Delivery delivery = Transfers.write(sender, LockTokens.tag(token), message);
    switch (mode) {
      case PEEK_LOCK -> delivery.setContext(token);
      case RECEIVE_AND_DELETE -> delivery.settle();
    }
  }

  /**
   * The client's own state, which the Python client wants to see again. Not the error of a
   * dead-lettering, though, which it would take for a refusal.
   */
  private static DeliveryState confirmed(DeliveryState wanted) {
    return wanted instanceof Rejected ? new Rejected() : wanted;
  }

  private static DeliveryState lockLost() {
    Rejected rejected = new Rejected();
    rejected.setError(
        Conditions.of(
            Conditions.LOCK_LOST,
            "The lock supplied is invalid. Either the lock expired, or the message has already"
                + " been removed."));
    return rejected;
  }
}
