/**
 * The Service Bus of the emulator: namespaces, topics and subscriptions as resources, messages over
 * AMQP and HTTPS, durable over a restart. This package ties the parts to the rest of the cloud.
 */
@NullMarked
package io.haymaker.emulator.servicebus;

import org.jspecify.annotations.NullMarked;
