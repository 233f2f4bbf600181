package io.haymaker.scenario;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Replaces the document's own variables; the agent's, and answers, stay as they are written. */
final class VariableExpander {

  private static final int DEEPEST_VARIABLE = 8;

  private final Map<String, Template> variables;

  VariableExpander(ScenarioDocument document) {
    variables =
        document.variables().stream()
            .collect(Collectors.toMap(FileVariable::name, FileVariable::value));
  }

  String expand(Template template) {
    return expand(template, 0);
  }

  private String expand(Template template, int depth) {
    Function<Reference, String> value =
        reference ->
            switch (reference) {
              case Reference.Variable variable -> expandVariable(variable.name(), depth);
              case Reference.ResponseBody body -> "{{" + body.request() + ".response}}";
              case Reference.ResponseHeader header -> "{{" + header.request() + ".response}}";
              case Reference.Guid guid -> "{{$guid}}";
              case Reference.Timestamp timestamp -> "{{$timestamp}}";
            };
    return template.render(value);
  }

  private String expandVariable(String name, int depth) {
    Template own = variables.get(name);
    return own == null || depth == DEEPEST_VARIABLE ? "{{" + name + "}}" : expand(own, depth + 1);
  }
}
