package io.haymaker.core.replica;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.retry.Pauser;
import java.time.Clock;

/** What managed containers are kept with. */
public record ReplicaWorld(
    InstallationId installation,
    ContainerEngine engine,
    ReplicaSettings settings,
    Clock clock,
    Pauser pauser) {}
