package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.cloud.Settings;

/**
 * A family of workload profiles and its quota of cores in one environment; the defaults are
 * Azure's.
 */
enum ProfileFamily {
  CONSUMPTION("ManagedEnvironmentConsumptionCores", 100),
  GENERAL_PURPOSE("ManagedEnvironmentGeneralPurposeCores", 100),
  MEMORY_OPTIMIZED("ManagedEnvironmentMemoryOptimizedCores", 50);

  private final String quotaName;
  private final long standardQuota;

  ProfileFamily(String quotaName, long standardQuota) {
    this.quotaName = quotaName;
    this.standardQuota = standardQuota;
  }

  /** The quota's name, in the settings and in an environment's usages. */
  String quotaName() {
    return quotaName;
  }

  /** How many cores an environment may use of this family. */
  long cores(Settings settings) {
    return settings.quota(quotaName, standardQuota);
  }
}
