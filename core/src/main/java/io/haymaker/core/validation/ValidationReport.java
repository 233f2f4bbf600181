package io.haymaker.core.validation;

import java.time.Duration;
import java.util.List;

/** What all checks saw, in the order of the checks. */
public record ValidationReport(List<Line> lines) {
  public ValidationReport {
    lines = List.copyOf(lines);
  }

  /** One check. */
  public record Line(String name, Check.Finding finding, Duration took) {}

  /** True when no check failed. */
  public boolean passed() {
    return failures().isEmpty();
  }

  public List<Line> failures() {
    return lines.stream().filter(line -> line.finding().verdict() == Check.Verdict.FAILED).toList();
  }
}
