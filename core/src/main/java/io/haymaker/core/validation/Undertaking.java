package io.haymaker.core.validation;

import java.time.Duration;

/**
 * What a run is about to do, as far as checks care.
 *
 * @param agents how many containers it will have at the same time, 1 or more
 * @param duration how long they will operate
 */
public record Undertaking(int agents, Duration duration) {}
