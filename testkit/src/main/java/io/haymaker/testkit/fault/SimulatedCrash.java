package io.haymaker.testkit.fault;

/**
 * Stands for the death of the process at this point. An {@link Error}, so that no handler of
 * failures takes it for one: a test catches it and goes on with new objects over the same world.
 */
public final class SimulatedCrash extends Error {

  public SimulatedCrash(String where) {
    super("the process dies here: " + where);
  }
}
