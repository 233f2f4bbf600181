package io.haymaker.testkit.cloud;

import java.time.Instant;

/**
 * Something that changed in the world.
 *
 * @param operation the operation that changed it
 * @param target what was changed, as the operation names it
 */
public record Effect(Instant at, CloudOperation operation, String target) {}
