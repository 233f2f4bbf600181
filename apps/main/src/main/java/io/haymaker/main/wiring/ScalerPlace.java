package io.haymaker.main.wiring;

import io.haymaker.azure.instances.ContainerInstancesSettings;
import io.haymaker.azure.runtime.ContainerAppsSettings;

/** Where a scaler's containers run. */
public sealed interface ScalerPlace {

  /** On Azure Container Instances. */
  record Instances(ContainerInstancesSettings settings) implements ScalerPlace {}

  /**
   * On a Docker engine of this machine.
   *
   * @param network which one they join
   */
  record Engine(OwnEngine own, String network) implements ScalerPlace {}

  /** As jobs in an environment of Azure Container Apps. */
  record Apps(ContainerAppsSettings settings) implements ScalerPlace {}
}
