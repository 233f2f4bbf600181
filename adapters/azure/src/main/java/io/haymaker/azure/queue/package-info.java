/**
 * The subscriptions of a Service Bus topic as the queue scaler sees them, through the official
 * client: listed by Resource Manager, their messages peeked at over AMQP. Nothing here receives,
 * locks or settles a message.
 */
@NullMarked
package io.haymaker.azure.queue;

import org.jspecify.annotations.NullMarked;
