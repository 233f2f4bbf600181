package io.haymaker.azure.event;

import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import io.haymaker.core.outcome.Outcome;
import java.util.Set;

/** What the client's exceptions mean. */
final class Failures {
  private static final int LONGEST = 300;

  /** Said by the bus before anything was stored, and not to be cured by trying again. */
  private static final Set<ServiceBusFailureReason> FINAL =
      Set.of(
          ServiceBusFailureReason.UNAUTHORIZED,
          ServiceBusFailureReason.MESSAGING_ENTITY_NOT_FOUND,
          ServiceBusFailureReason.MESSAGING_ENTITY_DISABLED,
          ServiceBusFailureReason.MESSAGE_SIZE_EXCEEDED);

  private Failures() {}

  static <T> Outcome<T> outcome(ServiceBusException e) {
    ServiceBusFailureReason reason = e.getReason();
    if (FINAL.contains(reason)) {
      return Outcome.refused(reason.toString(), text(e));
    }
    return reason.equals(ServiceBusFailureReason.SERVICE_BUSY)
            || reason.equals(ServiceBusFailureReason.QUOTA_EXCEEDED)
        ? Outcome.busy(reason.toString(), text(e))
        : Outcome.unknown(reason.toString(), text(e));
  }

  /** The exception's words, shortened; the client never puts keys or tokens in them. */
  static String text(RuntimeException e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "...";
  }
}
