package io.haymaker.emulator.servicebus.amqp;

import io.haymaker.emulator.servicebus.access.NamespaceDirectory;
import io.haymaker.emulator.servicebus.access.PassOffice;
import io.haymaker.emulator.servicebus.broker.Broker;
import java.time.Clock;

/** What every connection works with. */
public record BusDesk(
    Broker broker, NamespaceDirectory namespaces, PassOffice passes, Clock clock) {}
