package io.haymaker.emulator.containerapps;

/**
 * A profile of one environment. Jobs name it by {@code name}, the environment's own word for it.
 *
 * @param minimum nodes that are there even when idle; zero for Consumption
 * @param maximum the most nodes; has no meaning for Consumption
 */
record WorkloadProfile(String name, ProfileType type, int minimum, int maximum) {}
