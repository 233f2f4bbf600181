package io.haymaker.azure.validation;

import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Every data action that runs use is allowed by some role that the login holds: secrets in the
 * vault, messages on the bus. Of a vault that goes by access policies, or is in a subscription that
 * we cannot list, roles tell nothing; the check of the vault itself does.
 */
final class DataPermissionCheck implements Check {
  private static final List<String> VAULT_ACTIONS =
      List.of(
          "Microsoft.KeyVault/vaults/secrets/getSecret/action",
          "Microsoft.KeyVault/vaults/secrets/setSecret/action",
          "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
          "Microsoft.KeyVault/vaults/secrets/delete",
          "Microsoft.KeyVault/vaults/secrets/purge/action");

  private static final List<String> BUS_ACTIONS =
      List.of(
          "Microsoft.ServiceBus/namespaces/messages/send/action",
          "Microsoft.ServiceBus/namespaces/messages/receive/action");

  private final HeldRoles roles;
  private final Rest arm;
  private final List<String> subscriptions;
  private final URI vault;
  private final Supplier<Look<ResourceId>> topic;

  /**
   * @param subscriptions in which the vault is looked for; roles are read in the first
   * @param topic looks the topic's id up
   */
  DataPermissionCheck(
      HeldRoles roles,
      Rest arm,
      List<String> subscriptions,
      URI vault,
      Supplier<Look<ResourceId>> topic) {
    this.roles = roles;
    this.arm = arm;
    this.subscriptions = List.copyOf(subscriptions);
    this.vault = vault;
    this.topic = topic;
  }

  @Override
  public String name() {
    return "data-permissions";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    var held = new ArrayList<Permissions>();
    for (String subscription : subscriptions) {
      switch (roles.read(subscription)) {
        case Listing.Complete<Permissions>(List<Permissions> some) -> held.addAll(some);
        case Listing.CouldNotLook<Permissions>(Problem problem) -> {
          return HeldRoles.unread(problem);
        }
      }
    }
    var missing = new ArrayList<String>();
    var unseen = new ArrayList<String>();
    vault()
        .ifPresentOrElse(
            id -> missing.addAll(missing(held, VAULT_ACTIONS, id)), () -> unseen.add("vault"));
    if (topic.get() instanceof Look.Found<ResourceId>(ResourceId id)) {
      missing.addAll(missing(held, BUS_ACTIONS, id.value()));
    } else {
      unseen.add("bus");
    }
    if (!missing.isEmpty()) {
      return Finding.failed(
          "missing: " + String.join(", ", missing),
          "give the login the roles Key Vault Secrets Officer on the vault and Azure Service Bus"
              + " Data Owner on the namespace, or others with these data actions");
    }
    return unseen.isEmpty()
        ? Finding.passed(
            "all %d needed data actions are allowed"
                .formatted(VAULT_ACTIONS.size() + BUS_ACTIONS.size()))
        : new Finding(
            Verdict.NOT_APPLICABLE,
            "roles tell nothing of the " + String.join(" and the ", unseen),
            "");
  }

  private static List<String> missing(List<Permissions> held, List<String> actions, String where) {
    return actions.stream()
        .filter(action -> held.stream().noneMatch(role -> role.allowData(action, where)))
        .toList();
  }

  /** The vault's id, where it is among those that we can list and goes by roles. */
  private Optional<String> vault() {
    String name = vault.getHost().split("\\.", 2)[0];
    for (String subscription : subscriptions) {
      String path =
          "/subscriptions/%s/resources?api-version=2024-11-01&$filter=%s"
              .formatted(subscription, Urls.path("resourceType eq 'Microsoft.KeyVault/vaults'"));
      if (arm.pages(path, "nextLink") instanceof Listing.Complete<JsonNode>(var vaults)) {
        Optional<String> mine =
            vaults.stream()
                .map(one -> Json.text(one, "id"))
                .filter(id -> id.substring(id.lastIndexOf('/') + 1).equalsIgnoreCase(name))
                .findFirst();
        if (mine.isPresent()) {
          return mine.filter(this::goesByRoles);
        }
      }
    }
    return Optional.empty();
  }

  private boolean goesByRoles(String id) {
    Reply reply = arm.get(Urls.path(id) + Urls.query("api-version", "2024-11-01"));
    return reply instanceof Reply.Answer answer
        && answer.isGood()
        && answer.body().path("properties").path("enableRbacAuthorization").asBoolean(false);
  }
}
