package io.haymaker.emulator.resourcegraph;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows which columns exist from stage to stage. A misspelt column is refused, as the real
 * service does; read as "null" it would make a filter match nothing and a cleanup look finished.
 */
final class KqlBinder {

  /** The columns of both tables. */
  static final List<String> COLUMNS =
      List.of(
          "id",
          "name",
          "type",
          "tenantId",
          "kind",
          "location",
          "resourceGroup",
          "subscriptionId",
          "managedBy",
          "sku",
          "plan",
          "properties",
          "tags",
          "identity",
          "zones",
          "extendedLocation");

  private Set<String> known = new LinkedHashSet<>(COLUMNS);

  private KqlBinder() {}

  static void check(KqlQuery query) {
    var binder = new KqlBinder();
    query.stages().forEach(binder::stage);
  }

  private void stage(KqlStage stage) {
    switch (stage) {
      case KqlStage.Where(var condition) -> expression(condition);
      case KqlStage.Project(var columns) -> known = names(columns);
      case KqlStage.Extend(var columns) -> known.addAll(names(columns));
      case KqlStage.OrderBy(var keys) -> keys.forEach(key -> expression(key.expression()));
      case KqlStage.Take _ -> {}
      case KqlStage.CountBy(var countName, var groups) -> {
        known = names(groups);
        known.add(countName);
      }
      case KqlStage.Count _ -> known = new LinkedHashSet<>(List.of("Count"));
    }
  }

  private Set<String> names(List<KqlStage.Named> columns) {
    var names = new LinkedHashSet<String>();
    for (KqlStage.Named column : columns) {
      expression(column.expression());
      names.add(column.name());
    }
    return names;
  }

  private void expression(KqlExpression expression) {
    switch (expression) {
      case KqlExpression.Literal _ -> {}
      case KqlExpression.Column column -> column(column);
      case KqlExpression.Call(var _, var argument) -> expression(argument);
      case KqlExpression.Comparison(var left, var _, var right) -> both(left, right);
      case KqlExpression.Membership membership -> {
        expression(membership.left());
        membership.options().forEach(this::expression);
      }
      case KqlExpression.And(var left, var right) -> both(left, right);
      case KqlExpression.Or(var left, var right) -> both(left, right);
    }
  }

  private void both(KqlExpression left, KqlExpression right) {
    expression(left);
    expression(right);
  }

  private void column(KqlExpression.Column column) {
    if (!known.contains(column.name())) {
      throw new KqlRefusal("there is no column '" + column.name() + "' here", column.position());
    }
  }
}
