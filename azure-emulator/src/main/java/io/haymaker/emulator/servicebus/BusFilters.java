package io.haymaker.emulator.servicebus;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.servicebus.broker.Broker;
import io.haymaker.emulator.servicebus.broker.SubscriptionAddress;
import io.haymaker.emulator.servicebus.filter.CorrelationFilter;
import io.haymaker.emulator.servicebus.filter.Filter;
import io.haymaker.emulator.servicebus.filter.FilterRefusal;
import io.haymaker.emulator.servicebus.filter.Rule;
import io.haymaker.emulator.servicebus.filter.SqlFilter;
import io.haymaker.emulator.servicebus.message.SystemProperty;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules of subscriptions as resources. A subscription is made with the rule {@value
 * Rule#DEFAULT}, which lets everything through; whoever wants less deletes or replaces it. A
 * subscription without any rule gets nothing.
 */
final class BusFilters {
  /** The last part of their type. */
  static final String TYPE = "rules";

  private static final String SQL = "SqlFilter";
  private static final String CORRELATION = "CorrelationFilter";
  private static final int COMPATIBILITY = 20;

  private final ResourceBook book;
  private final Supplier<Broker> broker;

  BusFilters(ResourceBook book, Supplier<Broker> broker) {
    this.book = book;
    this.broker = broker;
  }

  /** Checks and completes a rule that is about to be kept. */
  static void complete(ObjectNode properties) {
    String action = Json.string(properties.path("action"), "sqlExpression").orElse("");
    if (!action.isEmpty()) {
      throw refused("actions of rules are not part of the emulator's bus.");
    }
    properties.putObject("action");
    boolean isCorrelation = properties.path("correlationFilter").isObject();
    if (!properties.has("filterType")) {
      properties.put("filterType", isCorrelation ? CORRELATION : SQL);
    }
    if (!isCorrelation || properties.path("sqlFilter").isObject()) {
      ObjectNode sql = Json.child(properties, "sqlFilter");
      if (Json.string(sql, "sqlExpression").isEmpty()) {
        sql.put("sqlExpression", SqlFilter.EVERYTHING);
      }
      sql.put("compatibilityLevel", COMPATIBILITY);
    }
    try {
      filter(properties);
    } catch (FilterRefusal e) {
      throw refused("The filter is not valid: " + e.getMessage());
    }
  }

  private static Refused refused(String why) {
    return new Refused(400, "BadRequest", why);
  }

  private static Filter filter(ObjectNode properties) {
    String type = Json.string(properties, "filterType").orElse("");
    return switch (type) {
      case SQL ->
          new SqlFilter(Json.string(properties.path("sqlFilter"), "sqlExpression").orElse(""));
      case CORRELATION -> correlation(properties.path("correlationFilter"));
      default ->
          throw refused("A filter is " + SQL + " or " + CORRELATION + ", not '" + type + "'.");
    };
  }

  private static Filter correlation(JsonNode given) {
    Map<SystemProperty, String> system = new EnumMap<>(SystemProperty.class);
    Map<String, String> application = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : given.properties()) {
      if (member.getKey().equals("properties")) {
        member
            .getValue()
            .properties()
            .forEach(one -> application.put(one.getKey(), one.getValue().asString("")));
      } else if (!member.getKey().equals("requiresPreprocessing")) {
        SystemProperty known =
            SystemProperty.named(member.getKey())
                .orElseThrow(
                    () -> refused("A correlation filter has no '" + member.getKey() + "'."));
        system.put(known, member.getValue().asString(""));
      }
    }
    return new CorrelationFilter(system, application);
  }

  /** The rule that a new subscription has, kept or undone with it. */
  void provideDefault(ResourceId subscription) {
    ObjectNode document = Json.object();
    complete(document.putObject("properties"));
    book.provide(subscription.child(TYPE, Rule.DEFAULT), document);
  }

  /** Makes the bus agree with the rules in the book. */
  void agree(ResourceId subscription, SubscriptionAddress address) {
    List<Rule> rules =
        book.children(subscription, TYPE).stream()
            .filter(rule -> rule.goneAt().isEmpty())
            .map(BusFilters::rule)
            .toList();
    broker.get().putRules(address, rules);
  }

  /** The same after a start: one of a time when there were no rules has the default. */
  void restore(ResourceId subscription, SubscriptionAddress address) {
    if (!broker.get().hasRules(address)) {
      provideDefault(subscription);
    }
    agree(subscription, address);
  }

  private static Rule rule(ArmResource resource) {
    return new Rule(resource.id().name().toLowerCase(Locale.ROOT), filter(resource.properties()));
  }
}
