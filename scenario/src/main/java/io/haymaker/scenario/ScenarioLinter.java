package io.haymaker.scenario;

import io.haymaker.scenario.Block.BashBlock;
import io.haymaker.scenario.Block.HttpBlock;
import io.haymaker.scenario.ParseResult.Parsed;
import io.haymaker.scenario.ParseResult.Rejected;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what an author should change in a document before it runs; see {@link LintRule}. */
public final class ScenarioLinter {

  private final ScenarioDocument document;
  private final String file;
  private final Set<String> variables;
  private final List<LintFinding> findings = new ArrayList<>();

  private ScenarioLinter(ScenarioDocument document) {
    this.document = document;
    this.file = document.name() + ".md";
    this.variables =
        document.variables().stream().map(FileVariable::name).collect(Collectors.toSet());
  }

  /**
   * Lints a text that may not even parse.
   *
   * @return in the order of the rules' checks; empty when there is nothing to say
   */
  public static List<LintFinding> lint(String fileName, String text) {
    return switch (ScenarioParser.parse(fileName, text)) {
      case Parsed parsed -> lint(parsed.document());
      case Rejected rejected ->
          rejected.problems().stream()
              .map(problem -> new LintFinding(LintRule.UNREADABLE, problem))
              .toList();
    };
  }

  /** Lints a document. */
  public static List<LintFinding> lint(ScenarioDocument document) {
    ScenarioLinter linter = new ScenarioLinter(document);
    linter.checkOutline();
    linter.checkReferences();
    linter.checkReach();
    return List.copyOf(linter.findings);
  }

  private void checkOutline() {
    if (document.title().equals(document.name().value())) {
      add(LintRule.MISSING_TITLE, 0, "The title is missing: begin with '# Scenario: ...'");
    }
    for (PhaseKind kind : PhaseKind.values()) {
      if (document.blocks(kind).isEmpty()) {
        int line = document.phase(kind).map(Phase::line).orElse(0);
        add(
            LintRule.MISSING_PHASE,
            line,
            "Phase " + kind.number() + " has no http or bash block to execute");
      }
    }
  }

  private void checkReferences() {
    for (FileVariable variable : document.variables()) {
      check(variable.value(), Set.of(), variable.line());
    }
    Set<String> answered = new HashSet<>();
    for (PhaseKind kind : PhaseKind.values()) {
      for (Block block : document.blocks(kind)) {
        switch (block) {
          case HttpBlock http -> http.requests().forEach(request -> check(request, answered));
          case BashBlock bash -> {
            // The shell has variables of its own.
          }
        }
      }
    }
  }

  private void check(HttpRequest request, Set<String> answered) {
    check(request.target(), answered, request.line());
    request.headers().forEach(header -> check(header.value(), answered, request.line()));
    request.body().ifPresent(body -> check(body, answered, request.line()));
    request.name().ifPresent(answered::add);
  }

  private void check(Template template, Set<String> answered, int line) {
    for (String text : template.malformed()) {
      add(LintRule.BAD_REFERENCE, line, "'{{" + text + "}}' is no variable and no reference");
    }
    for (Reference reference : template.references()) {
      switch (reference) {
        case Reference.Variable variable -> checkVariable(variable.name(), line);
        case Reference.ResponseBody body -> checkAnswered(body.request(), answered, line);
        case Reference.ResponseHeader header -> checkAnswered(header.request(), answered, line);
        case Reference.Guid guid -> {
          // Always there.
        }
        case Reference.Timestamp timestamp -> {
          // Always there.
        }
      }
    }
  }

  private void checkVariable(String name, int line) {
    if (!variables.contains(name) && BuiltInVariable.of(name).isEmpty()) {
      add(
          LintRule.UNKNOWN_VARIABLE,
          line,
          "Nothing sets the variable '" + name + "'; set it by '@" + name + " = ...'");
    }
  }

  private void checkAnswered(String request, Set<String> answered, int line) {
    if (!answered.contains(request)) {
      add(
          LintRule.UNKNOWN_REQUEST,
          line,
          "No request before this one has the name '" + request + "'");
    }
  }

  private void checkReach() {
    for (ReachReader.Sign sign : ReachReader.read(document)) {
      switch (sign.kind()) {
        case OUTSIDE_GROUP -> {
          if (document.front().scope() != FrontSection.Scope.SUBSCRIPTION) {
            add(
                LintRule.UNDECLARED_SCOPE,
                sign.line(),
                sign.what()
                    + " reaches outside the scenario's resource group; declare 'scope:"
                    + " subscription' in a front section");
          }
        }
        case DIRECTORY -> {
          if (!document.front().directory()) {
            add(
                LintRule.UNDECLARED_DIRECTORY,
                sign.line(),
                sign.what()
                    + " makes objects in the directory; declare 'directory: true' in a front"
                    + " section");
          }
        }
        case FOREIGN_HOST ->
            add(
                LintRule.FOREIGN_HOST,
                sign.line(),
                sign.what() + " does not go to Azure Resource Manager");
        case NO_API_VERSION ->
            add(LintRule.MISSING_API_VERSION, sign.line(), sign.what() + " has no api-version");
      }
    }
  }

  private void add(LintRule rule, int line, String message) {
    findings.add(new LintFinding(rule, new Problem(file, line, message)));
  }
}
