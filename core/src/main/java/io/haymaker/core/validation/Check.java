package io.haymaker.core.validation;

/** One thing that must hold before a run may make anything. */
public interface Check {

  /** Short and stable, e.g. {@code key-vault}. */
  String name();

  /**
   * Looks, with real calls, and makes nothing that a run would have to take back. An exception
   * counts as failed.
   */
  Finding look(Undertaking undertaking);

  /**
   * What a check saw.
   *
   * @param message what was seen, for people
   * @param whatToDo empty unless it failed or warns
   */
  record Finding(Verdict verdict, String message, String whatToDo) {

    public static Finding passed(String message) {
      return new Finding(Verdict.PASSED, message, "");
    }

    public static Finding failed(String message, String whatToDo) {
      return new Finding(Verdict.FAILED, message, whatToDo);
    }
  }

  /** The verdicts of a check. */
  enum Verdict {
    PASSED,
    FAILED,
    WARNING,
    NOT_APPLICABLE
  }
}
