package io.haymaker.emulator.servicebus.broker;

/** What a receiver reads: a subscription or its dead-letter queue. */
public record QueueAddress(SubscriptionAddress subscription, boolean deadLetter) {}
