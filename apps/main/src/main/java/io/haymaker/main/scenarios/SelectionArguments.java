package io.haymaker.main.scenarios;

import io.haymaker.core.scenario.SelectionStrategy;
import io.haymaker.core.scenario.SelectionStrategy.Spread;
import io.haymaker.main.CommandFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how the scenarios of a run are chosen; for commands to mix in. */
public final class SelectionArguments {
  @Option(
      names = "--strategy",
      paramLabel = "HOW",
      description = "uniform (default) or balanced over the technology areas")
  private @Nullable String strategy;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "choose among the scenarios with this tag only")
  private @Nullable String tag;

  @Option(
      names = "--difficulty",
      paramLabel = "LEVEL",
      description = "choose among beginner, intermediate or advanced scenarios only")
  private @Nullable String difficulty;

  /** The strategy asked for; uniform over all documents when none was. */
  public SelectionStrategy strategy() {
    String spread = strategy == null ? Spread.UNIFORM.wireName() : strategy;
    return new SelectionStrategy(
        Spread.of(spread)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "--strategy: '%s' is none of uniform, balanced".formatted(spread))),
        text("--tag", tag),
        text("--difficulty", difficulty));
  }

  /**
   * Refuses what was asked for next to scenarios that are named.
   *
   * @throws CommandFailure when a strategy, tag or difficulty was given
   */
  public void requireNone() {
    if (strategy != null || tag != null || difficulty != null) {
      throw CommandFailure.usage(
          "--strategy, --tag and --difficulty choose scenarios; --scenario names them: give one of"
              + " them");
    }
  }

  private static Optional<String> text(String option, @Nullable String text) {
    if (text != null && text.isBlank()) {
      throw CommandFailure.usage(option + ": the text is missing");
    }
    return Optional.ofNullable(text);
  }
}
