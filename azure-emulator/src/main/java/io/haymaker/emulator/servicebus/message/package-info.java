/**
 * The message as the bus keeps it: an AMQP message split into its sections, so that what the broker
 * must change (header, annotations, application properties) can change while the body stays byte
 * for byte what the sender sent.
 */
@NullMarked
package io.haymaker.emulator.servicebus.message;

import org.jspecify.annotations.NullMarked;
