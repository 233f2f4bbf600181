package io.haymaker.main;

import io.haymaker.core.run.Conclusion;
import java.util.Optional;

/** What a command tells the shell. The worse news wins: 3 over 1. */
public final class ExitCode {
  /** Nothing remains. */
  public static final int CLEAN = 0;

  /** It failed otherwise, or the machine refused something. */
  public static final int FAILED = 1;

  /** What the user typed makes no sense. */
  public static final int USAGE = 2;

  /** Something remains, or could not be looked at. */
  public static final int REMAINS = 3;

  private ExitCode() {}

  /** The exit code of a command whose run ended like this. */
  public static int of(Optional<Conclusion> conclusion) {
    return conclusion
        .flatMap(Conclusion::failureReason)
        .map(
            reason ->
                switch (reason) {
                  case VALIDATION, NOTHING_PROVISIONED -> FAILED;
                  case LEFTOVERS, COULD_NOT_LOOK -> REMAINS;
                })
        .orElse(CLEAN);
  }
}
