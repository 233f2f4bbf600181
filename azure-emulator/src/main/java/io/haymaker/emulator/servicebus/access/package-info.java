/**
 * Who may do what on the bus: what a token proves, whichever way it came (AMQP's {@code $cbs}, SASL
 * PLAIN, or an HTTP header). Two kinds count: a token of the directory, whose principal needs a
 * data role on the entity, and a shared access signature by one of the namespace's rules.
 */
@NullMarked
package io.haymaker.emulator.servicebus.access;

import org.jspecify.annotations.NullMarked;
