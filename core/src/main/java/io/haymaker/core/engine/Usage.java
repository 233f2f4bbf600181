package io.haymaker.core.engine;

import java.time.Instant;

/**
 * What a running container uses.
 *
 * @param cpuCores cores in use, averaged over the time since the sample before
 * @param memoryBytes in use, without what the kernel would give back
 * @param at when it was measured
 */
public record Usage(InstanceId id, double cpuCores, long memoryBytes, Instant at) {}
