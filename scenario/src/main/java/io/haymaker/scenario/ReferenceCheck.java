package io.haymaker.scenario;

import io.haymaker.scenario.Block.BashBlock;
import io.haymaker.scenario.Block.HttpBlock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Checks what stands in double braces, and the variables that it names. */
final class ReferenceCheck {

  private final ScenarioDocument document;
  private final Findings findings;
  private final BodyLines bodies;
  private final Map<String, FileVariable> variables = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  ReferenceCheck(ScenarioDocument document, Findings findings) {
    this.document = document;
    this.findings = findings;
    this.bodies = new BodyLines(document);
    document.variables().forEach(variable -> variables.put(variable.name(), variable));
  }

  void run() {
    for (FileVariable variable : document.variables()) {
      check(variable.value(), Set.of(), variable.line());
      checkVariable(variable);
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
    for (FileVariable variable : document.variables()) {
      if (!used.contains(variable.name())) {
        findings.add(
            LintRule.UNUSED_VARIABLE,
            variable.line(),
            "'@" + variable.name() + "' is set and never used");
      }
    }
  }

  private void check(HttpRequest request, Set<String> answered) {
    check(request.target(), answered, request.line());
    request.headers().forEach(header -> check(header.value(), answered, request.line()));
    if (request.body().isPresent()) {
      int line = bodies.first(request);
      for (String text : request.body().get().source().lines().toList()) {
        check(new Template(text), answered, line++);
      }
    }
    request.name().ifPresent(answered::add);
  }

  private void check(Template template, Set<String> answered, int line) {
    for (String text : template.malformed()) {
      findings.add(
          LintRule.BAD_REFERENCE, line, "'{{" + text + "}}' is no variable and no reference");
    }
    for (Reference reference : template.references()) {
      switch (reference) {
        case Reference.Variable variable -> checkKnown(variable.name(), line);
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

  private void checkKnown(String name, int line) {
    used.add(name);
    if (!variables.containsKey(name) && BuiltInVariable.of(name).isEmpty()) {
      findings.add(
          LintRule.UNKNOWN_VARIABLE,
          line,
          "Nothing sets the variable '" + name + "'; set it by '@" + name + " = ...'");
    }
  }

  private void checkAnswered(String request, Set<String> answered, int line) {
    if (!answered.contains(request)) {
      findings.add(
          LintRule.UNKNOWN_REQUEST,
          line,
          "No request before this one has the name '" + request + "'");
    }
  }

  private void checkVariable(FileVariable variable) {
    if (BuiltInVariable.of(variable.name()).isPresent()) {
      findings.add(
          LintRule.BUILT_IN_VARIABLE,
          variable.line(),
          "'" + variable.name() + "' is a variable of the agent; call this one otherwise");
    }
    if (reaches(variable.name(), variable.name(), new HashSet<>())) {
      findings.add(
          LintRule.VARIABLE_CYCLE,
          variable.line(),
          "The value of '@"
              + variable.name()
              + "' needs that of '@"
              + variable.name()
              + "' itself");
    }
  }

  private boolean reaches(String from, String wanted, Set<String> seen) {
    FileVariable variable = variables.get(from);
    if (variable == null || !seen.add(from)) {
      return false;
    }
    return variable.value().references().stream()
        .filter(Reference.Variable.class::isInstance)
        .map(reference -> ((Reference.Variable) reference).name())
        .anyMatch(name -> name.equals(wanted) || reaches(name, wanted, seen));
  }
}
