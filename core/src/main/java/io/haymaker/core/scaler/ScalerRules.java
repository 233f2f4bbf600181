package io.haymaker.core.scaler;

import io.haymaker.core.retry.Backoff;
import io.haymaker.core.runtime.Capabilities;

/**
 * What decides about a message.
 *
 * @param attempts how many containers a message may have, one after the other, and how long is
 *     waited from the end of one to the beginning of the next
 * @param sizing how large a container a file needs
 * @param runtime what the place for containers can do
 */
public record ScalerRules(Backoff attempts, SizingRule sizing, Capabilities runtime) {}
