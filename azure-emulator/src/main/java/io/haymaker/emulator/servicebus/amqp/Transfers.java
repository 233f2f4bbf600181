package io.haymaker.emulator.servicebus.amqp;

import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;

/** Whole messages in and out of proton's links. */
final class Transfers {
  private Transfers() {}

  /** The bytes of a complete delivery; the link moves on to the next. */
  static byte[] read(Receiver receiver, Delivery delivery) {
    byte[] bytes = new byte[delivery.pending()];
    receiver.recv(bytes, 0, bytes.length);
    receiver.advance();
    return bytes;
  }

  /** Sends a message; proton keeps it until the client has given credit. */
  static Delivery write(Sender sender, byte[] tag, byte[] message) {
    Delivery delivery = sender.delivery(tag);
    sender.send(message, 0, message.length);
    sender.advance();
    return delivery;
  }
}
