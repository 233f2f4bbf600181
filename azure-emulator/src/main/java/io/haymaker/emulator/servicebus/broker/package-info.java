/**
 * The broker without any wire format: topics, subscriptions and their dead-letter queues, locks,
 * expiry and schedules, and the log that lets them survive the death of the process. Whatever must
 * survive is a {@link io.haymaker.emulator.servicebus.broker.BusRecord} that is in the log before
 * it takes effect; locks are not, so that after a restart every locked message is available again.
 */
@NullMarked
package io.haymaker.emulator.servicebus.broker;

import org.jspecify.annotations.NullMarked;
