package io.haymaker.azure.queue;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.core.amqp.exception.AmqpException;
import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import io.haymaker.azure.event.BusBuilders;
import io.haymaker.azure.event.Failures;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.scaler.FileSize;
import java.time.Duration;

/**
 * Sends messages to a scaler's topic, as services do; for trying the scaler out. The connection
 * string needs the right to send. Trust is the JVM's ({@link io.haymaker.azure.event.BusTrust}).
 */
public final class MessageSender implements AutoCloseable {
  private static final Duration TRY = Duration.ofSeconds(20);

  private final ServiceBusSenderClient sender;

  /** Makes no call yet. */
  public MessageSender(QueueSettings settings) {
    sender =
        BusBuilders.of(settings.connection().text())
            .retryOptions(new AmqpRetryOptions().setMaxRetries(2).setTryTimeout(TRY))
            .sender()
            .topicName(settings.topic())
            .buildClient();
  }

  /**
   * Sends one message; on return the topic has it.
   *
   * @param id its message id
   * @param json its body
   * @param file the size that it names
   */
  public Outcome<String> send(String id, String json, FileSize file) {
    var message = new ServiceBusMessage(BinaryData.fromString(json));
    message.setMessageId(id).setContentType("application/json");
    message.getApplicationProperties().put(FileSize.PROPERTY, file.megabytes());
    try {
      sender.sendMessage(message);
      return Outcome.done(id);
    } catch (ServiceBusException | AmqpException | IllegalStateException e) {
      return Failures.isAnswered(e)
          ? new Outcome.Refused<>(Failures.problem(e))
          : new Outcome.Unknown<>(Failures.problem(e));
    }
  }

  @Override
  public void close() {
    sender.close();
  }
}
