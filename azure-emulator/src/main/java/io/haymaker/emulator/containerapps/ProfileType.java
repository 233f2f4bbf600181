package io.haymaker.emulator.containerapps;

import java.math.BigDecimal;
import java.util.Optional;

/** The kinds of node that an environment can have. Memory is in GiB. */
enum ProfileType {
  CONSUMPTION("Consumption", ProfileFamily.CONSUMPTION, 4, 8),
  D4("D4", ProfileFamily.GENERAL_PURPOSE, 4, 16),
  D8("D8", ProfileFamily.GENERAL_PURPOSE, 8, 32),
  D16("D16", ProfileFamily.GENERAL_PURPOSE, 16, 64),
  D32("D32", ProfileFamily.GENERAL_PURPOSE, 32, 128),
  E4("E4", ProfileFamily.MEMORY_OPTIMIZED, 4, 32),
  E8("E8", ProfileFamily.MEMORY_OPTIMIZED, 8, 64),
  E16("E16", ProfileFamily.MEMORY_OPTIMIZED, 16, 128),
  E32("E32", ProfileFamily.MEMORY_OPTIMIZED, 32, 256);

  /**
   * What a dedicated node's system takes of it. Azure publishes no figure, only that "slightly
   * less" than nominal can be used, so that 64 GiB do not fit on a D16 or E8; these are ours.
   */
  private static final BigDecimal SYSTEM_CORES = new BigDecimal("0.2");

  private static final BigDecimal SYSTEM_MEMORY_SHARE = new BigDecimal("0.05");

  private final String wireName;
  private final ProfileFamily family;
  private final int cores;
  private final int memory;

  ProfileType(String wireName, ProfileFamily family, int cores, int memory) {
    this.wireName = wireName;
    this.family = family;
    this.cores = cores;
    this.memory = memory;
  }

  static Optional<ProfileType> named(String name) {
    for (ProfileType type : values()) {
      if (type.wireName.equalsIgnoreCase(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  String wireName() {
    return wireName;
  }

  ProfileFamily family() {
    return family;
  }

  boolean isDedicated() {
    return family != ProfileFamily.CONSUMPTION;
  }

  int cores() {
    return cores;
  }

  int memory() {
    return memory;
  }

  /**
   * The most that replicas on one node can have together; for Consumption, the most that one can
   * have.
   */
  ReplicaSize usable() {
    BigDecimal nominalCores = BigDecimal.valueOf(cores);
    BigDecimal nominalMemory = BigDecimal.valueOf(memory);
    return isDedicated()
        ? new ReplicaSize(
            nominalCores.subtract(SYSTEM_CORES),
            nominalMemory.subtract(nominalMemory.multiply(SYSTEM_MEMORY_SHARE)))
        : new ReplicaSize(nominalCores, nominalMemory);
  }
}
