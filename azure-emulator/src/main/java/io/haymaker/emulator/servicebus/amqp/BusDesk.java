package io.haymaker.emulator.servicebus.amqp;

import io.haymaker.emulator.servicebus.access.NamespaceDirectory;
import io.haymaker.emulator.servicebus.access.PassOffice;
import io.haymaker.emulator.servicebus.broker.Broker;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * What every connection works with.
 *
 * @param outOfReach asked of every open connection several times a second, and of a new one before
 *     its first byte; true drops it without goodbye
 */
public record BusDesk(
    Broker broker,
    NamespaceDirectory namespaces,
    PassOffice passes,
    Clock clock,
    BooleanSupplier outOfReach) {

  /** A desk that can always be reached. */
  public BusDesk(Broker broker, NamespaceDirectory namespaces, PassOffice passes, Clock clock) {
    this(broker, namespaces, passes, clock, () -> false);
  }
}
