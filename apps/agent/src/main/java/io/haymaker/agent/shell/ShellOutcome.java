package io.haymaker.agent.shell;

/** What became of a block. */
public sealed interface ShellOutcome {

  /** What it printed, both streams in one, its middle left out when it was long. */
  String output();

  /**
   * It ran to its end.
   *
   * @param exitCode of its last command, or of the first that failed
   */
  record Finished(int exitCode, String output) implements ShellOutcome {}

  /** It took too long; it and the shell's state are gone. */
  record TimedOut(String output) implements ShellOutcome {}

  /** It ended the shell; the state that blocks share is gone. */
  record Ended(String output) implements ShellOutcome {}

  /** There is no shell on this machine. */
  record Missing() implements ShellOutcome {
    @Override
    public String output() {
      return "";
    }
  }
}
