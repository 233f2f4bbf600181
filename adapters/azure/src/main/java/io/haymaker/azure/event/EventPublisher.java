package io.haymaker.azure.event;

import com.azure.core.amqp.exception.AmqpException;
import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusMessageBatch;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import io.haymaker.core.event.AgentEvent;
import io.haymaker.core.outcome.Outcome;
import java.util.List;

/** Sends events of our own to the topic, in batches. Safe for threads; holds one connection. */
public final class EventPublisher implements AutoCloseable {
  private final ServiceBusSenderClient sender;
  private final int batchSize;

  EventPublisher(BusClients clients, int batchSize) {
    this.sender = clients.sender();
    this.batchSize = batchSize;
  }

  /**
   * Sends the events in order. Batches are sent one after the other; when one fails, those before
   * it have been sent. Sending an event again does no harm: it has one effect.
   *
   * @return how many batches it took; refused if an event is too large or we may not send; unknown
   *     if the bus did not say
   */
  public Outcome<Integer> publish(List<AgentEvent> events) {
    int batches = 0;
    try {
      ServiceBusMessageBatch batch = sender.createMessageBatch();
      for (AgentEvent event : events) {
        ServiceBusMessage message =
            new ServiceBusMessage(BinaryData.fromBytes(EventWriter.write(event)))
                .setMessageId(event.id().toString())
                .setContentType("application/json");
        if (batch.getCount() >= batchSize || !batch.tryAddMessage(message)) {
          if (batch.getCount() == 0) {
            return Outcome.refused("MessageTooLarge", "event " + event.id() + " fits in no batch");
          }
          sender.sendMessages(batch);
          batches++;
          batch = sender.createMessageBatch();
          if (!batch.tryAddMessage(message)) {
            return Outcome.refused("MessageTooLarge", "event " + event.id() + " fits in no batch");
          }
        }
      }
      if (batch.getCount() > 0) {
        sender.sendMessages(batch);
        batches++;
      }
      return Outcome.done(batches);
    } catch (ServiceBusException e) {
      return Failures.outcome(e);
    } catch (AmqpException | IllegalStateException e) {
      return Outcome.unknown(
          ServiceBusFailureReason.SERVICE_COMMUNICATION_ERROR.toString(), Failures.text(e));
    }
  }

  @Override
  public void close() {
    sender.close();
  }
}
