package io.haymaker.azure.event;

import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import java.util.Set;

/** What the client's exceptions mean. */
public final class Failures {
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

  /**
   * Whether it is the bus itself that said so, over a connection that works: there is no use in
   * making another one.
   */
  public static boolean isAnswered(RuntimeException thrown) {
    return thrown instanceof ServiceBusException e
        && (FINAL.contains(e.getReason())
            || e.getReason().equals(ServiceBusFailureReason.SERVICE_BUSY)
            || e.getReason().equals(ServiceBusFailureReason.QUOTA_EXCEEDED));
  }

  /** What came of a read that failed: what the bus does not have is absent. */
  public static <T> Look<T> look(RuntimeException thrown) {
    return thrown instanceof ServiceBusException e
            && e.getReason().equals(ServiceBusFailureReason.MESSAGING_ENTITY_NOT_FOUND)
        ? Look.absent()
        : new Look.CouldNotLook<>(problem(thrown));
  }

  /** The problem behind an exception; {@code NoAnswer} where the bus itself gave no reason. */
  public static Problem problem(RuntimeException thrown) {
    return new Problem(
        thrown instanceof ServiceBusException bus ? bus.getReason().toString() : "NoAnswer",
        text(thrown));
  }

  /** The exception's words, shortened; the client never puts keys or tokens in them. */
  static String text(RuntimeException e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "...";
  }
}
