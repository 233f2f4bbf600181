package io.haymaker.emulator.servicebus;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ProviderCall;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls about the keys of authorization rules, and about the rule that every namespace has. */
final class RuleCalls {
  private final BusNamespaces namespaces;
  private final BusKeys keys;
  private final UnaryOperator<String> endpoint;

  /**
   * @param endpoint host and port of a namespace
   */
  RuleCalls(BusNamespaces namespaces, BusKeys keys, UnaryOperator<String> endpoint) {
    this.namespaces = namespaces;
    this.keys = keys;
    this.endpoint = endpoint;
  }

  /** Empty for a call that Resource Manager answers by itself. */
  Optional<Response> answer(ProviderCall call) {
    if (call.is("POST", "namespaces", "*", "authorizationRules", "*", "listKeys")) {
      return Optional.of(Response.json(200, keysOf(call)));
    }
    if (call.is("POST", "namespaces", "*", "authorizationRules", "*", "regenerateKeys")) {
      boolean primary =
          !Json.string(call.request().jsonOrEmpty(), "keyType").equals(Optional.of("SecondaryKey"));
      if (!keys.regenerate(call.tail().get(1), call.tail().get(3), primary)) {
        throw noRule(call.tail().get(3));
      }
      return Optional.of(Response.json(200, keysOf(call)));
    }
    if (isRoot(call, "GET")) {
      return Optional.of(Response.json(200, root(existing(call))));
    }
    if (isRoot(call, "DELETE") || isRoot(call, "PUT")) {
      throw new Refused(
          400, "BadRequest", "The rule " + BusKeys.ROOT + " can be neither changed nor deleted.");
    }
    return Optional.empty();
  }

  private ObjectNode keysOf(ProviderCall call) {
    ArmResource namespace = existing(call);
    String rule = call.tail().get(3);
    ObjectNode stored = keys.keys(namespace.id().name(), rule).orElseThrow(() -> noRule(rule));
    ObjectNode answer = Json.object();
    for (String which : List.of("primary", "secondary")) {
      String key = stored.path(which + "Key").asString();
      answer.put(
          which + "ConnectionString",
          BusKeys.connectionString(endpoint.apply(namespace.id().name()), rule, key).reveal());
      answer.put(which + "Key", key);
    }
    return answer.put("keyName", rule);
  }

  private ArmResource existing(ProviderCall call) {
    return namespaces
        .byName(call.tail().get(1))
        .filter(namespace -> namespace.id().key().equals(call.resource(1).key()))
        .orElseThrow(
            () ->
                new Refused(
                    404,
                    "ResourceNotFound",
                    "The Resource 'Microsoft.ServiceBus/namespaces/"
                        + call.tail().get(1)
                        + "' was not found."));
  }

  private static boolean isRoot(ProviderCall call, String method) {
    return call.is(method, "namespaces", "*", "authorizationRules", BusKeys.ROOT);
  }

  private static JsonNode root(ArmResource namespace) {
    ObjectNode rule = Json.object();
    ResourceId id = namespace.id().child("AuthorizationRules", BusKeys.ROOT);
    rule.put("id", id.text()).put("name", BusKeys.ROOT).put("type", id.type());
    var rights = rule.putObject("properties").putArray("rights");
    Set.of("Listen", "Manage", "Send").stream().sorted().forEach(rights::add);
    return rule;
  }

  private static Refused noRule(String rule) {
    return new Refused(404, "ResourceNotFound", "There is no authorization rule '" + rule + "'.");
  }
}
