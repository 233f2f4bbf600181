package io.haymaker.core.runtime;

/**
 * What a container uses.
 *
 * @param cpuCores cores in use, 0 or more
 * @param memoryBytes bytes in use
 */
public record ContainerStats(double cpuCores, long memoryBytes) {}
