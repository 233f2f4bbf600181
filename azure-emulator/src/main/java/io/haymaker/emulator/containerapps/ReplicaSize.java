package io.haymaker.emulator.containerapps;

import java.math.BigDecimal;

/** What a replica asks for: cores (at most two decimals) and memory in GiB. */
record ReplicaSize(BigDecimal cores, BigDecimal memory) {

  static final ReplicaSize NOTHING = new ReplicaSize(BigDecimal.ZERO, BigDecimal.ZERO);

  ReplicaSize plus(ReplicaSize other) {
    return new ReplicaSize(cores.add(other.cores), memory.add(other.memory));
  }

  boolean fitsInto(ReplicaSize space) {
    return cores.compareTo(space.cores) <= 0 && memory.compareTo(space.memory) <= 0;
  }

  /** Consumption sells fixed pairs only: quarters of a core, with two GiB a core. */
  boolean isConsumptionPair() {
    boolean quarters = cores.remainder(new BigDecimal("0.25")).signum() == 0 && cores.signum() > 0;
    return quarters && cores.multiply(BigDecimal.TWO).compareTo(memory) == 0;
  }

  @Override
  public String toString() {
    return cores.toPlainString() + " cores and " + memory.toPlainString() + "Gi";
  }
}
