package io.haymaker.main;

/** Ends a command with one line for the user and an exit code; no stack trace is shown. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  private CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The user typed something that makes no sense; the message names the option and the fix. */
  public static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message);
  }

  /** The machine refused something. */
  public static CommandFailure refused(String message) {
    return new CommandFailure(ExitCode.FAILED, message);
  }

  public int exitCode() {
    return exitCode;
  }
}
