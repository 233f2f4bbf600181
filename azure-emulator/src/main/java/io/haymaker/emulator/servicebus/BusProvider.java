package io.haymaker.emulator.servicebus;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ProviderCall;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.arm.ResourceProvider;
import io.haymaker.emulator.arm.Write;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.servicebus.broker.Broker;
import io.haymaker.emulator.servicebus.broker.SubscriptionAddress;
import io.haymaker.emulator.servicebus.broker.TopicAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Namespaces, their authorization rules, topics and subscriptions as resources. What the emulator's
 * bus cannot do (queues, sessions, forwarding, duplicate detection) is refused when it is asked
 * for, not ignored.
 */
final class BusProvider implements ResourceProvider {
  private static final String NAMESPACE = "Microsoft.ServiceBus";
  private static final Pattern NAMESPACE_NAME =
      Pattern.compile("[A-Za-z][A-Za-z0-9-]{4,48}[A-Za-z0-9]");
  private static final int TOPIC_NAME = 260;
  private static final int SUBSCRIPTION_NAME = 50;

  private static final String NAMESPACES = "namespaces";
  private static final String TOPICS = "namespaces/topics";
  private static final String SUBSCRIPTIONS = "namespaces/topics/subscriptions";
  private static final String FILTERS = SUBSCRIPTIONS + "/" + BusFilters.TYPE;
  private static final String RULES = "namespaces/authorizationrules";

  private final Supplier<Broker> broker;
  private final BusNamespaces namespaces;
  private final BusKeys keys;
  private final Supplier<String> authority;
  private final RuleCalls ruleCalls;
  private final BusFilters filters;

  /**
   * @param broker the bus once it has been started
   * @param filters the rules of subscriptions
   * @param authority host and port of AMQP
   */
  BusProvider(
      Supplier<Broker> broker,
      BusFilters filters,
      BusNamespaces namespaces,
      BusKeys keys,
      Supplier<String> authority) {
    this.broker = broker;
    this.filters = filters;
    this.namespaces = namespaces;
    this.keys = keys;
    this.authority = authority;
    this.ruleCalls = new RuleCalls(namespaces, keys, this::endpoint);
  }

  @Override
  public String namespace() {
    return NAMESPACE;
  }

  @Override
  public void beforeWrite(Write write) {
    ResourceId id = write.id();
    switch (kind(id)) {
      case NAMESPACES -> beforeNamespace(write);
      case TOPICS -> {
        named(id, TOPIC_NAME);
        entity(write);
        EntityProperties.completeTopic(Json.child(write.document(), "properties"));
      }
      case SUBSCRIPTIONS -> {
        named(id, SUBSCRIPTION_NAME);
        entity(write);
        EntityProperties.completeSubscription(Json.child(write.document(), "properties"));
        if (write.before().isEmpty()) {
          filters.provideDefault(id);
        }
      }
      case FILTERS -> {
        named(id, SUBSCRIPTION_NAME);
        entity(write);
        BusFilters.complete(Json.child(write.document(), "properties"));
      }
      case RULES -> {
        entity(write);
        EntityProperties.checkRights(Json.child(write.document(), "properties"));
        keys.provide(id.names().getFirst(), id.name());
      }
      default ->
          throw new Refused(
              400,
              "BadRequest",
              "The emulator's bus has no " + id.type() + "; it has topics and subscriptions.");
    }
  }

  @Override
  public void afterWrite(ArmResource resource) {
    put(resource);
    if (kind(resource.id()).equals(SUBSCRIPTIONS)) {
      filters.agree(resource.id(), subscription(resource.id()));
    }
  }

  /** Makes the bus agree with what was in the book at the start. */
  void restore(ArmResource resource) {
    put(resource);
    if (kind(resource.id()).equals(SUBSCRIPTIONS)) {
      filters.restore(resource.id(), subscription(resource.id()));
    }
  }

  /** Makes the bus agree with a topic or subscription in the book. */
  private void put(ArmResource resource) {
    ResourceId id = resource.id();
    switch (kind(id)) {
      case NAMESPACES -> namespaces.add(id);
      case TOPICS ->
          broker.get().putTopic(topic(id), EntityProperties.topic(resource.properties()));
      case SUBSCRIPTIONS -> {
        boolean hadTopic =
            broker
                .get()
                .putSubscription(
                    subscription(id), EntityProperties.subscription(resource.properties()));
        if (!hadTopic) {
          throw new IllegalStateException("a subscription without its topic: " + id);
        }
      }
      case FILTERS -> agree(id);
      default -> {
        // Rules are looked up in the book itself.
      }
    }
  }

  /** The topics among resources. */
  static Set<TopicAddress> topics(List<ArmResource> resources) {
    return resources.stream()
        .map(ArmResource::id)
        .filter(id -> kind(id).equals(TOPICS))
        .map(BusProvider::topic)
        .collect(Collectors.toSet());
  }

  /** The subscriptions among resources. */
  static Set<SubscriptionAddress> subscriptions(List<ArmResource> resources) {
    return resources.stream()
        .map(ArmResource::id)
        .filter(id -> kind(id).equals(SUBSCRIPTIONS))
        .map(BusProvider::subscription)
        .collect(Collectors.toSet());
  }

  @Override
  public void afterDelete(ArmResource resource) {
    ResourceId id = resource.id();
    switch (kind(id)) {
      case NAMESPACES -> {
        broker.get().removeNamespace(id.name());
        keys.forget(id.name());
      }
      case TOPICS -> broker.get().removeTopic(topic(id));
      case SUBSCRIPTIONS -> broker.get().removeSubscription(subscription(id));
      case FILTERS -> agree(id);
      case RULES -> keys.forget(id.names().getFirst(), id.name());
      default -> {
        // Nothing else can have been written.
      }
    }
  }

  @Override
  public void show(ArmResource resource, ObjectNode view) {
    ResourceId id = resource.id();
    ObjectNode properties = Json.child(view, "properties");
    switch (kind(id)) {
      case NAMESPACES ->
          properties
              .put("status", "Active")
              .put("serviceBusEndpoint", "https://" + endpoint(id.name()) + "/")
              .put("metricId", id.name());
      case TOPICS -> properties.put("status", "Active");
      case SUBSCRIPTIONS -> {
        int active = broker.get().count(subscription(id).queue());
        int dead = broker.get().count(subscription(id).deadLetterQueue());
        properties.put("status", "Active").put("messageCount", active + dead);
        properties
            .putObject("countDetails")
            .put("activeMessageCount", active)
            .put("deadLetterMessageCount", dead)
            .put("scheduledMessageCount", 0)
            .put("transferMessageCount", 0)
            .put("transferDeadLetterMessageCount", 0);
      }
      default -> {
        // Rules show what was written.
      }
    }
  }

  @Override
  public Optional<Response> handle(ProviderCall call) {
    return ruleCalls.answer(call);
  }

  private void beforeNamespace(Write write) {
    ResourceId id = write.id();
    if (!NAMESPACE_NAME.matcher(id.name()).matches()) {
      throw new Refused(
          400,
          "BadRequest",
          "The namespace name '"
              + id.name()
              + "' must be 6 to 50 letters, digits and hyphens, begin with a letter and end with a"
              + " letter or digit.");
    }
    boolean isTaken =
        namespaces
            .byName(id.name())
            .filter(other -> !other.id().key().equals(id.key()))
            .isPresent();
    if (isTaken) {
      throw new Refused(409, "NamespaceUnavailable", "The name '" + id.name() + "' is in use.");
    }
    if (!write.document().has("sku")) {
      write.document().putObject("sku").put("name", "Standard").put("tier", "Standard");
    }
    keys.provide(id.name(), BusKeys.ROOT);
  }

  private void entity(Write write) {
    write.takes(Duration.ZERO);
    write.answersOkAlways();
    String namespace = write.id().names().getFirst();
    if (namespaces.byName(namespace).isEmpty()) {
      throw new Refused(
          404, "ParentResourceNotFound", "There is no namespace '" + namespace + "'.");
    }
    if (kind(write.id()).equals(SUBSCRIPTIONS) && !broker.get().hasTopic(topic(write.id()))) {
      throw new Refused(
          404,
          "ParentResourceNotFound",
          "There is no topic '" + write.id().names().get(1) + "' in '" + namespace + "'.");
    }
  }

  private static void named(ResourceId id, int atMost) {
    if (id.name().length() > atMost) {
      throw new Refused(
          400,
          "BadRequest",
          "The name of a " + id.type() + " has at most " + atMost + " characters.");
    }
  }

  /**
   * Only the default namespace has an address that every machine resolves. That of another is never
   * a public name, where somebody else's namespace may be.
   */
  private String endpoint(String namespace) {
    return namespace.equalsIgnoreCase(BusNamespaces.DEFAULT_NAME)
        ? authority.get()
        : namespace.toLowerCase(Locale.ROOT) + "." + authority.get();
  }

  private void agree(ResourceId rule) {
    rule.parent().ifPresent(of -> filters.agree(of, subscription(of)));
  }

  private static String kind(ResourceId id) {
    return String.join("/", id.types()).toLowerCase(Locale.ROOT);
  }

  private static TopicAddress topic(ResourceId id) {
    return new TopicAddress(id.names().get(0), id.names().get(1));
  }

  private static SubscriptionAddress subscription(ResourceId id) {
    return topic(id).subscription(id.name());
  }
}
