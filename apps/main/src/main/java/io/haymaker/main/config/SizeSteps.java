package io.haymaker.main.config;

import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.scaler.FileSize;
import io.haymaker.core.scaler.SizingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the sizes that a scaler chooses from, such as {@code 50=1x2,5000=4x40}. */
final class SizeSteps {
  private static final Pattern STEP =
      Pattern.compile(
          "(?<upto>\\d{1,9}(\\.\\d{1,4})?)=(?<cores>\\d{1,4}(\\.\\d{1,2})?)x(?<memory>\\d{1,5}(\\.\\d)?)");

  static final Parser<SizingRule.Steps> PARSER =
      new Parser<SizingRule.Steps>(
              "list like MB=CORESxGIB, separated by commas, each for larger files than the last",
              SizeSteps::read)
          .shownAs(SizeSteps::shown);

  private SizeSteps() {}

  private static Optional<SizingRule.Steps> read(String text) {
    var steps = new ArrayList<SizingRule.Step>();
    List<String> words =
        Stream.of(text.split(",", -1)).map(String::strip).filter(word -> !word.isEmpty()).toList();
    try {
      for (String word : words) {
        Matcher parts = STEP.matcher(word);
        if (!parts.matches()) {
          return Optional.empty();
        }
        steps.add(
            new SizingRule.Step(
                new FileSize(Double.parseDouble(parts.group("upto"))),
                new ContainerSize(
                    Double.parseDouble(parts.group("cores")),
                    Double.parseDouble(parts.group("memory")))));
      }
      return Optional.of(new SizingRule.Steps(steps));
    } catch (IllegalArgumentException wrong) {
      // A size of nothing, or sizes in the wrong order.
      return Optional.empty();
    }
  }

  private static String shown(SizingRule.Steps steps) {
    return steps.steps().stream()
        .map(
            step ->
                "%s=%sx%s"
                    .formatted(
                        Parsers.number(step.upTo().megabytes()),
                        Parsers.number(step.size().cpuCores()),
                        Parsers.number(step.size().memoryGb())))
        .collect(Collectors.joining(","));
  }
}
