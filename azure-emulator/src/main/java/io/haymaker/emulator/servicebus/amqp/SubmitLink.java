package io.haymaker.emulator.servicebus.amqp;

import io.haymaker.emulator.servicebus.access.BusRight;
import io.haymaker.emulator.servicebus.broker.Broker;
import io.haymaker.emulator.servicebus.broker.SendOutcome;
import io.haymaker.emulator.servicebus.broker.TopicAddress;
import io.haymaker.emulator.servicebus.message.EnvelopeCodec;
import io.haymaker.emulator.servicebus.message.MalformedMessageException;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;

/**
 * A link on which a client sends to a topic: each transfer is accepted only when it is in the log.
 */
final class SubmitLink implements AttachedLink {
  private static final int CREDIT = 1000;

  private final BusDesk desk;
  private final Receiver receiver;
  private final TopicAddress topic;

  SubmitLink(BusDesk desk, Receiver receiver, TopicAddress topic) {
    this.desk = desk;
    this.receiver = receiver;
    this.topic = topic;
    // Without it the Java client takes the limit for zero and sends nothing.
    receiver.setMaxMessageSize(UnsignedLong.valueOf(Broker.MAX_MESSAGE_BYTES));
  }

  @Override
  public Link link() {
    return receiver;
  }

  @Override
  public void opened() {
    receiver.flow(CREDIT);
  }

  @Override
  public void delivery(Delivery delivery) {
    if (!delivery.isReadable() || (delivery.isPartial() && !delivery.isAborted())) {
      return;
    }
    byte[] bytes = Transfers.read(receiver, delivery);
    if (!delivery.isAborted()) {
      delivery.disposition(store(delivery.getMessageFormat(), bytes));
    }
    delivery.settle();
    receiver.flow(1);
  }

  @Override
  public Optional<ErrorCondition> reasonToEnd(Passes passes) {
    if (!desk.broker().hasTopic(topic)) {
      return LinkTable.notFound(topic.topic());
    }
    return passes.isCurrent(topic.topic())
        ? Optional.empty()
        : LinkTable.unauthorized(BusRight.SEND, topic.topic());
  }

  private DeliveryState store(int format, byte[] bytes) {
    if (bytes.length > Broker.MAX_MESSAGE_BYTES) {
      return tooLarge(bytes.length, Broker.MAX_MESSAGE_BYTES);
    }
    SendOutcome outcome;
    try {
      outcome = desk.broker().send(topic, EnvelopeCodec.transfer(format, bytes));
    } catch (MalformedMessageException e) {
      return rejected(Conditions.DECODE_ERROR, "The message cannot be decoded.");
    }
    return switch (outcome) {
      case SendOutcome.Stored ignored -> Accepted.getInstance();
      case SendOutcome.NoSuchTopic ignored ->
          rejected(
              Conditions.NOT_FOUND,
              "The messaging entity '" + topic.topic() + "' could not be found.");
      case SendOutcome.TooLarge large -> tooLarge(large.bytes(), large.limit());
    };
  }

  private static DeliveryState tooLarge(long bytes, long limit) {
    return rejected(
        Conditions.TOO_LARGE,
        "The received message (size: "
            + bytes
            + ") exceeds the limit ("
            + limit
            + ") currently allowed.");
  }

  private static DeliveryState rejected(Symbol name, String description) {
    Rejected rejected = new Rejected();
    rejected.setError(Conditions.of(name, description));
    return rejected;
  }
}
