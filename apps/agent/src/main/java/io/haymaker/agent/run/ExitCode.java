package io.haymaker.agent.run;

/** How the process ends; the numbers are a contract with whoever starts it. */
public enum ExitCode {
  /** The scenario ran, or was told to stop, and nothing of its own remains. */
  DONE(0),
  /** A step of the scenario failed; nothing of its own remains. */
  SCENARIO_FAILED(1),
  /** The environment does not let it start; it made no request. */
  ENVIRONMENT(2),
  /** Something of its own remains that it could not delete. */
  REMAINS(3);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number. */
  public int code() {
    return code;
  }
}
