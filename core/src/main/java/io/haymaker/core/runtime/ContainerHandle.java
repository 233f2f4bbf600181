package io.haymaker.core.runtime;

/**
 * Enough to find a container again after our own restart.
 *
 * @param runtime which runtime it belongs to, e.g. {@code container-apps}
 * @param name its name there
 * @param nativeId the runtime's own id, e.g. the resource id of a job
 */
public record ContainerHandle(String runtime, ContainerName name, String nativeId) {}
