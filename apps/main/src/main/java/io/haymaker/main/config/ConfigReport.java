package io.haymaker.main.config;

import io.haymaker.main.view.TextTable;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows what is in force, secrets redacted. */
final class ConfigReport {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Resolution resolution;

  ConfigReport(Resolution resolution) {
    this.resolution = resolution;
  }

  List<String> table() {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("SETTING", "FROM", "VALUE"));
    for (Setting<?> setting : Declarations.ALL) {
      rows.add(
          List.of(
              setting.name(),
              resolution.values().source(setting).word(),
              resolution.values().shown(setting).orElse("-")));
    }
    var lines = new ArrayList<>(TextTable.lines(rows));
    lines.add("");
    resolution.notes().forEach(note -> lines.add("note: " + note));
    resolution.problems().forEach(problem -> lines.add("problem: " + problem.line()));
    lines.add(
        resolution.problems().isEmpty()
            ? "The configuration can be used; 'haymaker doctor' tries it out."
            : "The configuration cannot be used: problems: %d."
                .formatted(resolution.problems().size()));
    return lines;
  }

  String json() {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("usable", resolution.problems().isEmpty());
    ArrayNode settings = json.putArray("settings");
    for (Setting<?> setting : Declarations.ALL) {
      ObjectNode one = settings.addObject();
      one.put("name", setting.name());
      resolution
          .values()
          .shown(setting)
          .ifPresentOrElse(value -> one.put("value", value), () -> one.putNull("value"));
      one.put("source", resolution.values().source(setting).word().replace(' ', '_'));
      one.put("secret", setting.isSecret());
    }
    ArrayNode problems = json.putArray("problems");
    resolution
        .problems()
        .forEach(
            problem ->
                problems
                    .addObject()
                    .put("setting", problem.setting())
                    .put("problem", problem.what())
                    .put("what_to_do", problem.whatToDo()));
    ArrayNode notes = json.putArray("notes");
    resolution.notes().forEach(notes::add);
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }
}
