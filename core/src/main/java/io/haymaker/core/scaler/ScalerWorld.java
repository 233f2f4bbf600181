package io.haymaker.core.scaler;

import io.haymaker.core.event.Journal;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.store.Transactions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** All that a scaler sees and touches. */
public record ScalerWorld(
    Scaler scaler,
    InstallationId installation,
    MessageQueues queues,
    ContainerRuntime runtime,
    ClaimStore claims,
    Journal journal,
    Transactions transactions,
    Retrier retrier,
    Clock clock) {

  /** The scaler's containers as they are listed now. */
  Listing<ContainerView> containers() {
    return runtime.list(installation, Optional.empty()).then(this::ofScaler);
  }

  /** Which containers it has, at the least cost: what is shown as running may have ended. */
  Listing<ContainerView> glance() {
    return runtime.glance(installation, Optional.empty()).then(this::ofScaler);
  }

  private Listing<ContainerView> ofScaler(List<ContainerView> all) {
    return Listing.complete(all.stream().filter(naming()::isOf).toList());
  }

  ScalerContainers naming() {
    return new ScalerContainers(scaler, installation);
  }
}
