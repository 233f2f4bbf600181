package io.haymaker.emulator.resourcegraph;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs the stages of a query over rows. Pure: the rows that go in are not changed. */
final class KqlRunner {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private KqlRunner() {}

  static List<ObjectNode> run(KqlQuery query, List<ObjectNode> rows) {
    List<ObjectNode> current = rows;
    for (KqlStage stage : query.stages()) {
      current = stage(stage, current);
    }
    return List.copyOf(current);
  }

  private static List<ObjectNode> stage(KqlStage stage, List<ObjectNode> rows) {
    return switch (stage) {
      case KqlStage.Where(var condition) ->
          rows.stream().filter(row -> KqlEvaluator.holds(condition, row)).toList();
      case KqlStage.Project(var columns) ->
          rows.stream().map(row -> with(JSON.objectNode(), columns, row)).toList();
      case KqlStage.Extend(var columns) ->
          rows.stream().map(row -> with(row.deepCopy(), columns, row)).toList();
      case KqlStage.OrderBy(var keys) -> rows.stream().sorted(order(keys)).toList();
      case KqlStage.Take(var count) -> rows.stream().limit(count).toList();
      case KqlStage.CountBy(var countName, var groups) -> countBy(countName, groups, rows);
      case KqlStage.Count _ -> List.of(JSON.objectNode().put("Count", rows.size()));
    };
  }

  private static ObjectNode with(ObjectNode target, List<KqlStage.Named> columns, ObjectNode row) {
    for (KqlStage.Named column : columns) {
      target.set(column.name(), KqlEvaluator.value(column.expression(), row));
    }
    return target;
  }

  private static List<ObjectNode> countBy(
      String countName, List<KqlStage.Named> groups, List<ObjectNode> rows) {
    if (groups.isEmpty()) {
      return List.of(JSON.objectNode().put(countName, rows.size()));
    }
    Map<ObjectNode, Integer> counts = new LinkedHashMap<>();
    rows.forEach(row -> counts.merge(with(JSON.objectNode(), groups, row), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(entry -> entry.getKey().deepCopy().put(countName, entry.getValue()))
        .toList();
  }

  private static Comparator<ObjectNode> order(List<KqlStage.Key> keys) {
    Comparator<ObjectNode> order = (_, _) -> 0;
    for (KqlStage.Key key : keys) {
      Comparator<ObjectNode> byKey =
          Comparator.comparing(
              row -> KqlEvaluator.value(key.expression(), row), KqlRunner::compare);
      order = order.thenComparing(key.ascending() ? byKey : byKey.reversed());
    }
    return order;
  }

  /** Nulls are the smallest, so they come first upwards and last downwards. */
  private static int compare(JsonNode left, JsonNode right) {
    if (KqlEvaluator.isNull(left) || KqlEvaluator.isNull(right)) {
      return Boolean.compare(!KqlEvaluator.isNull(left), !KqlEvaluator.isNull(right));
    }
    if (left.isNumber() && right.isNumber()) {
      return left.decimalValue().compareTo(right.decimalValue());
    }
    return KqlEvaluator.text(left).compareTo(KqlEvaluator.text(right));
  }
}
