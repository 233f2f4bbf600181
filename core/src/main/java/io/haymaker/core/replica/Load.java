package io.haymaker.core.replica;

import java.time.Instant;

/**
 * How busy the running containers of an image were at a time, on average.
 *
 * @param cpu per cent of their limits, of the host where there is none
 * @param memory likewise
 */
public record Load(Instant at, double cpu, double memory) {}
