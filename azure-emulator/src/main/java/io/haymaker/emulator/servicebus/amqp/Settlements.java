package io.haymaker.emulator.servicebus.amqp;

import io.haymaker.emulator.servicebus.broker.Settlement;
import io.haymaker.emulator.servicebus.broker.Settlement.Abandon;
import io.haymaker.emulator.servicebus.broker.Settlement.Complete;
import io.haymaker.emulator.servicebus.broker.Settlement.DeadLetter;
import io.haymaker.emulator.servicebus.broker.Settlement.Defer;
import io.haymaker.emulator.servicebus.broker.Settlement.Release;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Modified;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.jspecify.annotations.Nullable;

/** What a client means by the state that it gives a delivery, or by the words of $management. */
final class Settlements {
  private static final String REASON = "DeadLetterReason";
  private static final String DESCRIPTION = "DeadLetterErrorDescription";

  private Settlements() {}

  /** Empty for a state that settles nothing here (such as one inside a transaction). */
  static Optional<Settlement> read(DeliveryState state) {
    return switch (state) {
      case Accepted ignored -> Optional.of(new Complete());
      // What a client does with messages that it was given while nobody was asking for them.
      case Released ignored -> Optional.of(new Release());
      case Modified modified -> {
        Map<String, Object> changes = texts(modified.getMessageAnnotations());
        yield Optional.of(
            Boolean.TRUE.equals(modified.getUndeliverableHere())
                ? new Defer(changes)
                : new Abandon(changes));
      }
      case Rejected rejected -> {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (rejected.getError() != null) {
          properties.putAll(texts(rejected.getError().getInfo()));
        }
        yield Optional.of(new DeadLetter(properties));
      }
      default -> Optional.empty();
    };
  }

  /** As {@code update-disposition} says it; empty for a word that it does not have. */
  static Optional<Settlement> read(
      String status,
      @Nullable Object reason,
      @Nullable Object description,
      @Nullable Object propertiesToModify) {
    Map<String, Object> changes =
        propertiesToModify instanceof Map<?, ?> map ? texts(map) : new LinkedHashMap<>();
    return switch (status) {
      case "completed" -> Optional.of(new Complete());
      case "abandoned" -> Optional.of(new Abandon(changes));
      case "defered", "deferred" -> Optional.of(new Defer(changes));
      case "suspended" -> {
        if (reason != null) {
          changes.put(REASON, reason);
        }
        if (description != null) {
          changes.put(DESCRIPTION, description);
        }
        yield Optional.of(new DeadLetter(changes));
      }
      default -> Optional.empty();
    };
  }

  private static Map<String, Object> texts(@Nullable Map<?, ?> map) {
    Map<String, Object> texts = new LinkedHashMap<>();
    if (map != null) {
      map.forEach(
          (key, value) -> {
            if (value != null) {
              texts.put(key.toString(), value);
            }
          });
    }
    return texts;
  }
}
