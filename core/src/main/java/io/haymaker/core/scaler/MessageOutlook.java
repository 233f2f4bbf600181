package io.haymaker.core.scaler;

import java.time.Instant;
import java.util.Optional;

/**
 * A message that waits, and what is known of its future.
 *
 * @param verdict what a pass would do with it now, and why
 * @param startsAt when its container is likely to be started; empty when it has one, gets none, or
 *     nobody knows
 */
public record MessageOutlook(WaitingMessage message, Verdict verdict, Optional<Instant> startsAt) {}
