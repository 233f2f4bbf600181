package io.haymaker.azure.event;

import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import io.haymaker.azure.event.EventParser.Parsed;
import io.haymaker.core.event.EventHandler;
import io.haymaker.core.event.EventSource;
import io.haymaker.core.event.Incoming;
import io.haymaker.core.retry.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running subscription: a thread that receives, hands over, and settles, one message after the
 * other. When the client gives up on the bus, a new one is made after a wait; that goes on until
 * closed.
 *
 * <p>A client that hears nothing for a while is replaced as well: one whose TLS connection was
 * ended in good order, but without a word of AMQP, takes no notice and finds no message ever after.
 */
final class Reception implements EventSource.Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  /** Messages asked for at once; few, since what we hold when we die stays away for a while. */
  private static final int AT_ONCE = 20;

  /** How much longer than its wait a receive may take. */
  private static final Duration SLACK = Duration.ofSeconds(3);

  private static final Duration GOODBYE = Duration.ofSeconds(30);

  private final BusClients clients;
  private final BusSettings settings;
  private final EventHandler handler;
  private final Backoff backoff;
  private final long longestSilence;
  private final EventParser parser = new EventParser();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Held while a message is in the handler's hands, so that closing waits for its settlement. */
  private final ReentrantLock busy = new ReentrantLock();

  private final Thread thread;
  private volatile @Nullable ServiceBusReceiverClient current;
  private int failures;

  /**
   * @param silence how long a client may hear nothing before it is replaced; it is measured in
   *     receives that waited in vain
   */
  Reception(
      BusClients clients,
      BusSettings settings,
      EventHandler handler,
      Backoff backoff,
      Duration silence) {
    this.clients = clients;
    this.settings = settings;
    this.handler = handler;
    this.backoff = backoff;
    this.longestSilence = Math.max(1, silence.dividedBy(settings.maxWait()));
    this.thread = Thread.ofVirtual().name("events").unstarted(this::run);
  }

  Reception start() {
    thread.start();
    return this;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      // A receive that waits ends by itself. Closing the client under it can leave it waiting for
      // ever, so that is only for one that is stuck on a bus that does not answer.
      if (!thread.join(settings.maxWait().plus(SLACK))) {
        abandonClient();
        if (!thread.join(GOODBYE)) {
          LOG.atWarn().log("the reception of events has not ended in time; it will by itself");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void abandonClient() {
    busy.lock(); // not while a message is in the handler's hands
    try {
      ServiceBusReceiverClient receiver = current;
      if (receiver != null) {
        receiver.close();
      }
    } finally {
      busy.unlock();
    }
  }

  private void run() {
    while (!isClosed()) {
      try (ServiceBusReceiverClient receiver = clients.receiver()) {
        current = receiver;
        for (long inVain = 0; inVain < longestSilence && !isClosed(); ) {
          inVain = receive(receiver) ? 0 : inVain + 1;
        }
      } catch (RuntimeException e) {
        // Not only the client's own types: it wraps some ends of a connection in a bare one.
        tryAgainLater(e);
      }
    }
  }

  private void tryAgainLater(RuntimeException e) {
    if (!isClosed()) {
      failures++;
      LOG.atWarn()
          .addKeyValue("bus", settings.namespace())
          .addKeyValue("failures", failures)
          .addKeyValue("reason", Failures.text(e))
          .log("events cannot be received; trying again");
      pause();
    }
  }

  /** False if there was nothing to receive. */
  private boolean receive(ServiceBusReceiverClient receiver) {
    boolean heard = false;
    for (ServiceBusReceivedMessage message :
        receiver.receiveMessages(AT_ONCE, settings.maxWait())) {
      heard = true;
      boolean handled;
      busy.lock();
      try {
        if (isClosed()) {
          return true; // what is left comes again when its lock has ended
        }
        handled = take(receiver, message);
      } finally {
        busy.unlock();
      }
      if (handled) {
        failures = 0;
      } else {
        failures++;
        pause();
      }
    }
    return heard;
  }

  /** False if the handler failed. */
  private boolean take(ServiceBusReceiverClient receiver, ServiceBusReceivedMessage message) {
    if (BusProbe.isCheck(message)) {
      settle(message, () -> receiver.complete(message));
      return true;
    }
    switch (read(message)) {
      case Parsed.NotJson(String reason) -> {
        LOG.atWarn()
            .addKeyValue("message", message.getMessageId())
            .addKeyValue("reason", reason)
            .log("a message that is no JSON goes to the dead-letter queue");
        settle(
            message,
            () ->
                receiver.deadLetter(
                    message,
                    new DeadLetterOptions()
                        .setDeadLetterReason("InvalidJson")
                        .setDeadLetterErrorDescription(reason)));
        return true;
      }
      case Parsed.Read(Incoming incoming) -> {
        try {
          handler.handle(incoming);
        } catch (RuntimeException e) {
          LOG.atError()
              .addKeyValue("event", incoming.id())
              .setCause(e)
              .log("the effect of an event is not durable; it will come again");
          settle(message, () -> receiver.abandon(message));
          return false;
        }
        settle(message, () -> receiver.complete(message));
        return true;
      }
    }
  }

  private Parsed read(ServiceBusReceivedMessage message) {
    byte[] body;
    try {
      body = message.getBody().toBytes();
    } catch (UnsupportedOperationException e) {
      return new Parsed.NotJson("the body is no data");
    }
    String id = message.getMessageId() == null ? "" : message.getMessageId();
    return parser.parse(id, body, message.getEnqueuedTime().toInstant());
  }

  /** A lost lock is no harm: the message comes again and has no second effect. */
  private static void settle(ServiceBusReceivedMessage message, Runnable settlement) {
    try {
      settlement.run();
    } catch (ServiceBusException e) {
      if (!e.getReason().equals(ServiceBusFailureReason.MESSAGE_LOCK_LOST)) {
        throw e;
      }
      LOG.atInfo()
          .addKeyValue("message", message.getMessageId())
          .log("the lock ended before the message was settled; it will come again");
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void pause() {
    try {
      boolean ended = closed.await(backoff.full(failures).toMillis(), TimeUnit.MILLISECONDS);
      if (ended) {
        LOG.atDebug().log("closed while waiting to try again");
      }
    } catch (InterruptedException e) {
      closed.countDown();
      Thread.currentThread().interrupt();
    }
  }
}
