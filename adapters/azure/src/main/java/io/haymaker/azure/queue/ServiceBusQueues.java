package io.haymaker.azure.queue;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import io.haymaker.azure.event.Failures;
import io.haymaker.azure.wire.Rest;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.scaler.FileSize;
import io.haymaker.core.scaler.MessageQueues;
import io.haymaker.core.scaler.QueueDepth;
import io.haymaker.core.scaler.WaitingMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The subscriptions of a topic on Azure Service Bus. The client of AMQP trusts the JVM's default
 * authorities; for others see {@link io.haymaker.azure.event.BusTrust}.
 *
 * <p>Nothing is asked of the bus before the first peek. All subscriptions share a connection; one
 * that gives no answer is replaced. Messages that are deferred are shown like those that wait.
 */
public final class ServiceBusQueues implements MessageQueues, AutoCloseable {
  /** What one answer to a peek holds at most (service-bus quotas). */
  public static final int MOST = 250;

  private static final Duration TRY = Duration.ofSeconds(6);

  /**
   * So long after a new connection got no answer nobody else waits for one: a pass over many
   * subscriptions waits once, not once for each.
   */
  private static final Duration REST = Duration.ofSeconds(3);

  private record Silence(Instant until, Problem problem) {
    static final Silence NONE = new Silence(Instant.MIN, new Problem("None", ""));
  }

  private final QueueSettings settings;
  private final SubscriptionList names;
  private final Clock clock;
  private final Duration tryTimeout;
  private PeekConnection current;
  private volatile Silence silence = Silence.NONE;

  /**
   * @param arm Resource Manager, which lists the subscriptions
   */
  public ServiceBusQueues(QueueSettings settings, Rest arm, Clock clock) {
    this(settings, arm, clock, TRY);
  }

  ServiceBusQueues(QueueSettings settings, Rest arm, Clock clock, Duration tryTimeout) {
    this.settings = settings;
    this.names = new SubscriptionList(arm, settings);
    this.clock = clock;
    this.tryTimeout = tryTimeout;
    this.current = new PeekConnection(settings, tryTimeout);
  }

  @Override
  public Listing<QueueDepth> subscriptions() {
    return names.all();
  }

  /**
   * {@inheritDoc}
   *
   * @param most more than {@link #MOST} are never told at once
   * @return absent when the bus has no such subscription
   */
  @Override
  public Look<List<WaitingMessage>> peek(String subscription, long fromSequenceNumber, int most) {
    Silence now = silence;
    if (clock.instant().isBefore(now.until())) {
      return new Look.CouldNotLook<>(now.problem());
    }
    for (boolean mayRepeat = true; ; mayRepeat = false) {
      PeekConnection connection = entered();
      // A connection that worked may have ended without the client's taking notice, so a look that
      // failed on one is repeated on a new one.
      boolean isNew = !connection.hasAnswered();
      try {
        return Look.found(
            connection.peek(subscription, fromSequenceNumber, Math.min(most, MOST)).stream()
                .map(message -> waiting(subscription, message))
                .toList());
      } catch (RuntimeException e) {
        if (Failures.isAnswered(e) || Thread.currentThread().isInterrupted()) {
          return Failures.look(e);
        }
        connection.giveUp();
        if (isNew) {
          silence = new Silence(clock.instant().plus(REST), Failures.problem(e));
        }
        if (isNew || !mayRepeat) {
          return Failures.look(e);
        }
      } finally {
        connection.leave();
      }
    }
  }

  /** Ends the connection; a later peek makes another one. */
  @Override
  public synchronized void close() {
    current.giveUp();
  }

  private synchronized PeekConnection entered() {
    if (!current.enter()) {
      current = new PeekConnection(settings, tryTimeout);
      current.enter();
    }
    return current;
  }

  private WaitingMessage waiting(String subscription, ServiceBusReceivedMessage message) {
    return new WaitingMessage(
        subscription,
        message.getSequenceNumber(),
        // The service always tells; what does not is taken to have come just now.
        Optional.ofNullable(message.getEnqueuedTime())
            .map(OffsetDateTime::toInstant)
            .orElseGet(clock::instant),
        Optional.ofNullable(message.getMessageId()),
        Optional.ofNullable(message.getApplicationProperties().get(FileSize.PROPERTY))
            .map(Object::toString));
  }
}
