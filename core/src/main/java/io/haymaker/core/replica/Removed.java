package io.haymaker.core.replica;

import io.haymaker.core.engine.InstanceId;

/** A container that was removed. */
public record Removed(InstanceId id, String name, String image) {}
