package io.haymaker.azure.event;

import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.resource.ResourceId;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Topic and subscription as resources. The namespace is found by its host name among the namespaces
 * that we can list, so nobody has to say in which group it is.
 */
final class BusTopology {
  /** A failing database must not use up the deliveries of every message while it is away. */
  private static final int MOST_DELIVERIES = 2000;

  /** How long what we held when we died stays away; the client renews while we live. */
  private static final String LOCK = "PT30S";

  private final Rest arm;
  private final NamespaceFinder namespaces;
  private final List<String> subscriptions;
  private final BusSettings settings;

  BusTopology(Rest arm, List<String> subscriptions, BusSettings settings) {
    this.arm = arm;
    this.namespaces = new NamespaceFinder(arm);
    this.subscriptions = List.copyOf(subscriptions);
    this.settings = settings;
  }

  /** Makes what is missing; true if something was. */
  Outcome<Boolean> prepare() {
    return switch (namespace()) {
      case Look.Found<ResourceId>(ResourceId namespace) -> prepare(namespace);
      case Look.Absent<ResourceId> _ ->
          Outcome.refused(
              "NamespaceNotFound",
              "no Service Bus namespace that we can list has the host " + settings.namespace());
      case Look.CouldNotLook<ResourceId>(Problem problem) ->
          problem.is("AuthorizationFailed")
              ? new Outcome.Refused<>(problem)
              : new Outcome.Busy<>(problem, Optional.empty());
    };
  }

  /** The namespace's id. */
  Look<ResourceId> namespace() {
    for (String subscription : subscriptions) {
      Look<ResourceId> look =
          namespaces.find("/subscriptions/" + subscription, settings.namespace());
      if (!(look instanceof Look.Absent<ResourceId>)) {
        return look;
      }
    }
    return Look.absent();
  }

  /**
   * The topic's id, which roles for senders are given at; whether the topic exists is not asked.
   */
  Look<ResourceId> topic() {
    return switch (namespace()) {
      case Look.Found<ResourceId>(ResourceId namespace) ->
          Look.found(ResourceId.of(topicPath(namespace)));
      case Look.Absent<ResourceId> absent -> absent;
      case Look.CouldNotLook<ResourceId> failed -> failed;
    };
  }

  private Outcome<Boolean> prepare(ResourceId namespace) {
    String topic = topicPath(namespace);
    String subscription = topic + "/subscriptions/" + settings.subscription();
    ObjectNode wanted = Json.object();
    wanted
        .putObject("properties")
        .put("lockDuration", LOCK)
        .put("maxDeliveryCount", MOST_DELIVERIES)
        .put("deadLetteringOnMessageExpiration", true);
    return provide(topic, Json.object().set("properties", Json.object()))
        .then(
            madeTopic ->
                provide(subscription, wanted)
                    .map(madeSubscription -> madeTopic || madeSubscription));
  }

  private Outcome<Boolean> provide(String id, JsonNode body) {
    String path = Urls.path(id) + Urls.query("api-version", NamespaceFinder.API);
    Reply seen = arm.get(path);
    if (seen instanceof Reply.Answer answer && answer.isGood()) {
      return Outcome.done(false);
    }
    if (!(Answers.look(seen) instanceof Look.Absent)) {
      return Answers.effect(seen);
    }
    Reply made = arm.put(path, body);
    return made instanceof Reply.Answer answer && answer.isGood()
        ? Outcome.done(true)
        : Answers.effect(made);
  }

  private String topicPath(ResourceId namespace) {
    return namespace.value() + "/topics/" + settings.topic();
  }
}
