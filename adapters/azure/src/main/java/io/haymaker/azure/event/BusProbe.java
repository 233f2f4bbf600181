package io.haymaker.azure.event;

import com.azure.core.amqp.exception.AmqpException;
import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Sends a message through the topic and takes it out of the subscription again. It is marked, so
 * that whoever reads the subscription at the same time, or later, takes it for no event.
 *
 * <p>Other messages are left alone: to receive a waiting event and give it back would use up one of
 * its deliveries. So ours is looked for by peeking first, which needs the same right as receiving,
 * and received only where nothing waits before it.
 */
final class BusProbe {
  private static final String MARK = "haymaker-check";
  private static final int LOOKS = 3;
  private static final int MOST = 50;
  private static final Duration WAIT = Duration.ofSeconds(3);

  private final BusClients clients;

  BusProbe(BusClients clients) {
    this.clients = clients;
  }

  /** Whether a message is one of these, and no event. */
  static boolean isCheck(ServiceBusReceivedMessage message) {
    return message.getApplicationProperties().containsKey(MARK);
  }

  BusEvidence look() {
    String id = UUID.randomUUID().toString();
    try (ServiceBusSenderClient sender = clients.sender()) {
      var message = new ServiceBusMessage(BinaryData.fromString("{}"));
      message.setMessageId(id).setContentType("application/json");
      message.getApplicationProperties().put(MARK, id);
      sender.sendMessage(message);
    } catch (ServiceBusException | AmqpException | IllegalStateException e) {
      return new BusEvidence.NotSent(Failures.problem(e));
    }
    try (ServiceBusReceiverClient receiver = clients.receiver()) {
      return lookFor(id, receiver);
    } catch (ServiceBusException | AmqpException | IllegalStateException e) {
      return new BusEvidence.NotReceived(Failures.problem(e));
    }
  }

  private static BusEvidence lookFor(String id, ServiceBusReceiverClient receiver) {
    for (int look = 0; look < LOOKS; look++) {
      List<String> waiting =
          receiver.peekMessages(MOST, 0).stream()
              .map(ServiceBusReceivedMessage::getMessageId)
              .toList();
      int place = waiting.indexOf(id);
      if (place > 0 || (place < 0 && waiting.size() >= MOST)) {
        return new BusEvidence.Waiting(place > 0 ? place : MOST);
      }
      if (place < 0) {
        // The topic acknowledged it, so it was there: somebody was quicker.
        return new BusEvidence.TakenByReader();
      }
      for (ServiceBusReceivedMessage message : receiver.receiveMessages(1, WAIT)) {
        if (id.equals(message.getMessageId())) {
          receiver.complete(message);
          return new BusEvidence.Received();
        }
        receiver.abandon(message);
      }
    }
    return new BusEvidence.TakenByReader();
  }
}
