package io.haymaker.azure.groundwork;

import io.haymaker.azure.identity.ArmRoleAssignments;
import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Follower;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.retry.Retrier;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the groundwork of an installation. Every step is a PUT or derived: safe to repeat. */
public final class Groundwork {
  private static final Duration LIMIT = Duration.ofMinutes(20);

  /** Somebody else may be laying the same, and Azure lets nobody change what is being changed. */
  private static final Backoff WHILE_BUSY =
      new Backoff(60, Duration.ofSeconds(1), Duration.ofSeconds(10));

  private static final String KEY_VAULT_SECRETS_USER = "Key Vault Secrets User";

  private final Rest arm;
  private final Follower follower;
  private final Retrier retrier;
  private final ArmRoleAssignments roles;
  private final String subscription;

  public Groundwork(
      Rest arm, Follower follower, Retrier retrier, ArmRoleAssignments roles, String subscription) {
    this.arm = arm;
    this.follower = follower;
    this.retrier = retrier;
    this.roles = roles;
    this.subscription = subscription;
  }

  /** What agents need to know of it. */
  public record Laid(ResourceId environment, ResourceId identity) {}

  /**
   * Makes what is missing.
   *
   * @param vault whose secrets the identity may read
   */
  public Outcome<Laid> lay(GroundworkPlan plan, ResourceId vault) {
    ResourceId group = ResourceId.group(subscription, plan.resourceGroup());
    ResourceId nsg =
        in(group, "Microsoft.Network/networkSecurityGroups/" + plan.subnetName() + "-nsg");
    ResourceId vnet = in(group, "Microsoft.Network/virtualNetworks/" + plan.vnetName());
    ResourceId identity =
        in(group, "Microsoft.ManagedIdentity/userAssignedIdentities/" + plan.identityName());
    ResourceId environment =
        in(group, "Microsoft.App/managedEnvironments/" + plan.environmentName());
    return put(group, "2024-11-01", located(plan))
        .then(_ -> put(nsg, "2024-05-01", located(plan)))
        .then(_ -> put(vnet, "2024-05-01", network(plan, nsg)))
        .then(_ -> put(identity, "2023-01-31", located(plan)))
        .then(
            made ->
                roles.ensure(
                    Json.text(made.path("properties"), "principalId"),
                    new RoleGrant(KEY_VAULT_SECRETS_USER, vault.value())))
        .then(_ -> put(environment, "2025-01-01", environment(plan, vnet, identity)))
        .map(_ -> new Laid(environment, identity));
  }

  /** The resources of one type in the subscription. */
  public Listing<ResourceId> ofType(String type) {
    return arm.pages(
            "/subscriptions/%s/resources?api-version=2024-11-01&$filter=resourceType%%20eq%%20'%s'"
                .formatted(subscription, type),
            "nextLink")
        .map(resource -> ResourceId.of(Json.text(resource, "id")));
  }

  private static ResourceId in(ResourceId group, String typeAndName) {
    return ResourceId.of(group.value() + "/providers/" + typeAndName);
  }

  private static ObjectNode located(GroundworkPlan plan) {
    return Json.object().put("location", plan.location());
  }

  private static ObjectNode network(GroundworkPlan plan, ResourceId nsg) {
    ObjectNode body = located(plan);
    ObjectNode properties = body.putObject("properties");
    properties.putObject("addressSpace").putArray("addressPrefixes").add("10.40.0.0/16");
    ObjectNode subnet = properties.putArray("subnets").addObject().put("name", plan.subnetName());
    ObjectNode inner = subnet.putObject("properties").put("addressPrefix", "10.40.0.0/23");
    inner.putObject("networkSecurityGroup").put("id", nsg.value());
    inner
        .putArray("delegations")
        .addObject()
        .put("name", "container-apps")
        .putObject("properties")
        .put("serviceName", "Microsoft.App/environments");
    return body;
  }

  private static ObjectNode environment(GroundworkPlan plan, ResourceId vnet, ResourceId identity) {
    ObjectNode body = located(plan);
    body.putObject("identity")
        .put("type", "UserAssigned")
        .putObject("userAssignedIdentities")
        .putObject(identity.value());
    ObjectNode properties = body.putObject("properties");
    properties
        .putObject("vnetConfiguration")
        .put("internal", true)
        .put("infrastructureSubnetId", vnet.value() + "/subnets/" + plan.subnetName());
    properties
        .putArray("workloadProfiles")
        .addObject()
        .put("name", plan.profile().name())
        .put("workloadProfileType", plan.profile().type())
        .put("minimumCount", plan.profile().minimum())
        .put("maximumCount", plan.profile().maximum());
    return body;
  }

  /** Puts it and follows it to its end, as soon as nobody else changes it. */
  private Outcome<JsonNode> put(ResourceId id, String apiVersion, ObjectNode body) {
    String url = id.value() + "?api-version=" + apiVersion;
    return retrier.ask(
        WHILE_BUSY,
        retrier.now().plus(LIMIT),
        () -> put(url, body),
        Outcome.Busy.class::isInstance);
  }

  private Outcome<JsonNode> put(String url, ObjectNode body) {
    Reply reply = arm.put(url, body);
    if (!(reply instanceof Reply.Answer answer) || !answer.isGood()) {
      return Answers.effect(reply);
    }
    boolean operation = answer.status() == 202 || answer.header("Azure-AsyncOperation").isPresent();
    return operation
        ? follower.follow(answer, LIMIT).then(_ -> get(url))
        : follower.followState(answer, url, LIMIT).map(Reply.Answer::body);
  }

  private Outcome<JsonNode> get(String url) {
    Reply reply = arm.get(url);
    return reply instanceof Reply.Answer answer && answer.isGood()
        ? Outcome.done(answer.body())
        : Answers.effect(reply);
  }
}
