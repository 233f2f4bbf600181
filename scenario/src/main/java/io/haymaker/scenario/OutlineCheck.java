package io.haymaker.scenario;

import io.haymaker.scenario.Block.BashBlock;
import io.haymaker.scenario.Block.HttpBlock;
import io.haymaker.scenario.Outline.FencePart;
import io.haymaker.scenario.Outline.HeadingPart;
import java.util.HashSet;
import java.util.Set;

/** Checks headings, phases and fences. */
final class OutlineCheck {

  private static final Set<String> DIFFICULTIES = Set.of("beginner", "intermediate", "advanced");
  private static final Set<String> LOOKS_LIKE_COMMANDS =
      Set.of("sh", "shell", "zsh", "console", "azurecli", "azcli", "powershell", "pwsh", "rest");

  private final ScenarioDocument document;
  private final Findings findings;

  OutlineCheck(ScenarioDocument document, Findings findings) {
    this.document = document;
    this.findings = findings;
  }

  void run() {
    if (document.title().equals(document.name().value())) {
      findings.add(LintRule.MISSING_TITLE, 0, "The title is missing: begin with '# Scenario: ...'");
    }
    document
        .front()
        .difficulty()
        .filter(difficulty -> !DIFFICULTIES.contains(difficulty))
        .ifPresent(
            difficulty ->
                findings.add(
                    LintRule.UNKNOWN_DIFFICULTY,
                    lineOf("difficulty:"),
                    "The difficulty is beginner, intermediate or advanced, not '"
                        + difficulty
                        + "'"));
    checkPhases();
    checkParts();
  }

  private void checkPhases() {
    int last = 0;
    for (Phase phase : document.phases()) {
      if (phase.kind().number() < last) {
        findings.add(
            LintRule.PHASE_ORDER,
            phase.line(),
            "Phase " + phase.kind().number() + " stands after phase " + last);
      }
      last = Math.max(last, phase.kind().number());
    }
    for (PhaseKind kind : PhaseKind.values()) {
      if (document.blocks(kind).isEmpty()) {
        int line = document.phase(kind).map(Phase::line).orElse(0);
        findings.add(
            LintRule.MISSING_PHASE,
            line,
            "Phase " + kind.number() + " has no http or bash block to execute");
      }
      document.blocks(kind).stream().filter(this::isEmpty).forEach(this::reportEmpty);
    }
  }

  private boolean isEmpty(Block block) {
    return switch (block) {
      case BashBlock bash -> bash.text().isBlank();
      case HttpBlock http ->
          http.requests().isEmpty()
              && document.variables().stream().noneMatch(variable -> isIn(variable, http));
    };
  }

  /** Whether no other block begins between the block and the variable. */
  private boolean isIn(FileVariable variable, HttpBlock http) {
    return variable.line() > http.line()
        && document.phases().stream()
            .flatMap(phase -> phase.blocks().stream())
            .noneMatch(other -> other.line() > http.line() && other.line() < variable.line());
  }

  private void reportEmpty(Block block) {
    findings.add(LintRule.EMPTY_BLOCK, block.line(), "There is nothing to execute in this block");
  }

  private void checkParts() {
    Set<String> sections = new HashSet<>();
    boolean inPhase = false;
    for (Outline.Part part :
        Outline.of(String.join("\n", ScenarioParser.markdownLines(document)))) {
      switch (part) {
        case HeadingPart heading -> {
          if (heading.level() <= 2) {
            inPhase = document.phases().stream().anyMatch(phase -> phase.line() == heading.line());
          }
          if (heading.level() == 2 && !sections.add(heading.text())) {
            findings.add(
                LintRule.SECTION_TWICE,
                heading.line(),
                "The section '" + heading.text() + "' is there before; this one is not read");
          }
        }
        case FencePart fence -> checkFence(fence, inPhase);
      }
    }
  }

  private void checkFence(FencePart fence, boolean inPhase) {
    if (!fence.closed()) {
      findings.add(
          LintRule.UNCLOSED_FENCE,
          fence.line(),
          "This block is never closed: everything after it is taken for a part of it");
    }
    if (inPhase && LOOKS_LIKE_COMMANDS.contains(fence.language())) {
      findings.add(
          LintRule.NOT_EXECUTED,
          fence.line(),
          "Only 'http' and 'bash' blocks are executed; this one is marked '"
              + fence.language()
              + "'");
    }
  }

  private int lineOf(String beginning) {
    int line = 0;
    for (String text : document.source().lines().toList()) {
      line++;
      if (text.startsWith(beginning)) {
        return line;
      }
    }
    return 0;
  }
}
