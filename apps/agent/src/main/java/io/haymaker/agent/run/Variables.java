package io.haymaker.agent.run;

import io.haymaker.agent.environment.AgentSettings;
import io.haymaker.agent.http.HttpReply;
import io.haymaker.agent.json.Json;
import io.haymaker.agent.json.Json.JsonArray;
import io.haymaker.agent.json.Json.JsonBoolean;
import io.haymaker.agent.json.Json.JsonNull;
import io.haymaker.agent.json.Json.JsonNumber;
import io.haymaker.agent.json.Json.JsonObject;
import io.haymaker.agent.json.Json.JsonString;
import io.haymaker.agent.json.JsonWriter;
import io.haymaker.scenario.BuiltInVariable;
import io.haymaker.scenario.FileVariable;
import io.haymaker.scenario.Reference;
import io.haymaker.scenario.Reference.PathStep;
import io.haymaker.scenario.Template;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Gives the references in a document their values. */
final class Variables {

  private static final int DEEPEST = 8;

  private final AgentSettings settings;
  private final String password;
  private final Supplier<Optional<String>> principalId;
  private final Clock clock;
  private final Map<String, Template> own;
  private final Map<String, HttpReply> answers = new HashMap<>();

  /**
   * @param missing references that have no value; the text is useless unless it is empty
   */
  record Rendering(String text, List<String> missing) {}

  Variables(
      AgentSettings settings,
      String password,
      Supplier<Optional<String>> principalId,
      Clock clock) {
    this.settings = settings;
    this.password = password;
    this.principalId = principalId;
    this.clock = clock;
    this.own =
        settings.document().variables().stream()
            .collect(Collectors.toMap(FileVariable::name, FileVariable::value));
  }

  /** Keeps an answer for references of later requests; a repeated request replaces its own. */
  void remember(String request, HttpReply answer) {
    answers.put(request, answer);
  }

  /** The value of a variable of the agent. */
  String builtIn(BuiltInVariable variable) {
    return switch (variable) {
      case SUBSCRIPTION_ID -> settings.identity().subscriptionId();
      case TENANT_ID -> settings.identity().tenantId();
      case RESOURCE_GROUP -> settings.resourceGroup();
      case LOCATION -> settings.location();
      case RUN_ID -> settings.runId().toString();
      case SCENARIO_NAME -> settings.document().name().value();
      case UNIQUE -> settings.unique();
      case ARM -> settings.endpoints().arm().toString();
      case PRINCIPAL_ID -> principalId.get().orElse("");
      case PASSWORD -> password;
    };
  }

  /** Renders text that is not JSON. */
  Rendering render(Template template) {
    return render(template, UnaryOperator.identity());
  }

  /** Renders a body: texts are escaped as inside a JSON string, objects and arrays put in whole. */
  Rendering renderJson(Template template) {
    return render(template, JsonWriter::escaped);
  }

  private Rendering render(Template template, UnaryOperator<String> escape) {
    List<String> missing = new ArrayList<>(template.malformed());
    String text = template.render(reference -> value(reference, escape, missing, 0));
    return new Rendering(text, missing);
  }

  private String value(
      Reference reference, UnaryOperator<String> escape, List<String> missing, int depth) {
    Optional<String> value =
        switch (reference) {
          case Reference.Guid guid -> Optional.of(UUID.randomUUID().toString());
          case Reference.Timestamp timestamp ->
              Optional.of(Long.toString(clock.instant().getEpochSecond()));
          case Reference.Variable variable -> variable(variable.name(), missing, depth).map(escape);
          case Reference.ResponseHeader header ->
              Optional.ofNullable(answers.get(header.request()))
                  .flatMap(answer -> answer.header(header.header()))
                  .map(escape);
          case Reference.ResponseBody body ->
              Optional.ofNullable(answers.get(body.request()))
                  .flatMap(HttpReply::json)
                  .flatMap(json -> walk(json, body.path()))
                  .map(json -> text(json, escape));
        };
    if (value.isEmpty()) {
      missing.add(describe(reference));
    }
    return value.orElse("");
  }

  private Optional<String> variable(String name, List<String> missing, int depth) {
    Template template = own.get(name);
    if (template == null) {
      return BuiltInVariable.of(name).map(this::builtIn);
    }
    return depth == DEEPEST
        ? Optional.empty()
        : Optional.of(
            template.render(inner -> value(inner, UnaryOperator.identity(), missing, depth + 1)));
  }

  private static Optional<Json> walk(Json root, List<PathStep> path) {
    Optional<Json> here = Optional.of(root);
    for (PathStep step : path) {
      here =
          switch (step) {
            case PathStep.Key key -> here.flatMap(json -> json.at(key.name()));
            case PathStep.Index index -> here.flatMap(json -> item(json, index.position()));
          };
    }
    return here;
  }

  private static Optional<Json> item(Json json, int position) {
    return json instanceof JsonArray(List<Json> items) && position < items.size()
        ? Optional.of(items.get(position))
        : Optional.empty();
  }

  private static String text(Json json, UnaryOperator<String> escape) {
    return switch (json) {
      case JsonString string -> escape.apply(string.value());
      case JsonNumber number -> number.text();
      case JsonBoolean bool -> Boolean.toString(bool.value());
      case JsonNull nothing -> "null";
      case JsonObject object -> JsonWriter.write(object);
      case JsonArray array -> JsonWriter.write(array);
    };
  }

  private static String describe(Reference reference) {
    return switch (reference) {
      case Reference.Variable variable -> variable.name();
      case Reference.ResponseHeader header ->
          header.request() + ".response.headers." + header.header();
      case Reference.ResponseBody body -> body.request() + ".response.body." + body.path();
      case Reference.Guid guid -> "$guid";
      case Reference.Timestamp timestamp -> "$timestamp";
    };
  }
}
