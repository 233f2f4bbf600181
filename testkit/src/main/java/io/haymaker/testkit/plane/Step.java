package io.haymaker.testkit.plane;

/**
 * One thing that a control plane does to the world outside it.
 *
 * @param what port and operation, e.g. {@code ResourceGroups.ensure}
 * @param answer the type of its answer
 */
public record Step(Kind kind, String what, Class<?> answer) {

  /** What a step may change. */
  public enum Kind {
    /** A transaction of the database. */
    COMMIT,
    /** A call that may change the cloud; it answers with an outcome. */
    EFFECT,
    /** A look or a listing. */
    LOOK,
    /** A read of the database. */
    READ
  }

  @Override
  public String toString() {
    return what;
  }
}
