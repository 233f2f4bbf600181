package io.haymaker.emulator.servicebus.amqp;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.codec.WritableBuffer;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.message.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A link on which requests come; the answers go out on another link of the same connection. */
final class RequestLink implements AttachedLink {
  private static final Logger LOG = LoggerFactory.getLogger(RequestLink.class);
  private static final int CREDIT = 100;
  private static final int MAX_REQUEST = 1024 * 1024;

  private final Receiver receiver;
  private final NodeAddress node;
  private final LinkTable links;
  private final RequestNode desk;
  private long answers;

  RequestLink(Receiver receiver, NodeAddress node, LinkTable links, RequestNode desk) {
    this.receiver = receiver;
    this.node = node;
    this.links = links;
    this.desk = desk;
    receiver.setMaxMessageSize(UnsignedLong.valueOf(MAX_REQUEST));
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
    delivery.disposition(Accepted.getInstance());
    delivery.settle();
    receiver.flow(1);
    if (delivery.isAborted()) {
      return;
    }
    Message request = Proton.message();
    request.decode(bytes, 0, bytes.length);
    links
        .replyLink(node, request.getReplyTo())
        .ifPresentOrElse(
            sender -> {
              byte[] answer = encode(answer(request));
              byte[] tag = ByteBuffer.allocate(Long.BYTES).putLong(++answers).array();
              Transfers.write(sender, tag, answer).settle();
            },
            () ->
                LOG.atWarn().addKeyValue("node", node).log("a request named no link to answer on"));
  }

  private Message answer(Message request) {
    Map<String, Object> properties =
        request.getApplicationProperties() == null
            ? Map.of()
            : request.getApplicationProperties().getValue();
    Object body = request.getBody() instanceof AmqpValue value ? value.getValue() : null;
    RequestNode.Answer answer = desk.answer(new RequestNode.Request(properties, body));
    Message message = Proton.message();
    // The same object, hence of the same type: the clients compare with type.
    message.setCorrelationId(request.getMessageId());
    message.setApplicationProperties(new ApplicationProperties(answer.properties()));
    message.setBody(new AmqpValue(answer.body()));
    return message;
  }

  private static byte[] encode(Message message) {
    // Peeks answer with up to 250 messages; proton grows no buffer by itself.
    int size = 8 * 1024;
    while (true) {
      ByteBuffer buffer = ByteBuffer.allocate(size);
      try {
        int length = message.encode(WritableBuffer.ByteBufferWrapper.wrap(buffer));
        return Arrays.copyOf(buffer.array(), length);
      } catch (BufferOverflowException | IndexOutOfBoundsException e) {
        size *= 4;
      }
    }
  }
}
