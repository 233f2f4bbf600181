/**
 * The agents' events on Azure Service Bus, through the official client: making the topic and the
 * subscription, receiving under a lock with settlement only after the effect is durable, reading
 * and writing the JSON of an event, and publishing in batches.
 */
@NullMarked
package io.haymaker.azure.event;

import org.jspecify.annotations.NullMarked;
