package io.haymaker.azure.identity;

import com.azure.core.util.Context;
import com.azure.resourcemanager.authorization.fluent.RoleDefinitionsClient;
import com.azure.resourcemanager.authorization.fluent.models.RoleDefinitionInner;
import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Urls;
import io.haymaker.core.outcome.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Role definitions by name, GUID or full id; names are asked for once. */
final class RoleNames {

  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final RoleDefinitionsClient definitions;
  private final String subscription;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  RoleNames(RoleDefinitionsClient definitions, String subscription) {
    this.definitions = definitions;
    this.subscription = subscription;
  }

  /** The definition's full id; refused with {@code RoleNotFound} when no role has the name. */
  Outcome<String> idOf(String role) {
    if (role.startsWith("/")) {
      return Outcome.done(role);
    }
    if (GUID.matcher(role).matches()) {
      return Outcome.done(
          "/subscriptions/%s/providers/Microsoft.Authorization/roleDefinitions/%s"
              .formatted(subscription, role));
    }
    String cached = known.get(role);
    if (cached != null) {
      return Outcome.done(cached);
    }
    Optional<String> found;
    try {
      found =
          definitions
              .list(
                  "/subscriptions/" + subscription,
                  "roleName eq " + Urls.quoted(role),
                  Context.NONE)
              .stream()
              .filter(definition -> role.equalsIgnoreCase(definition.roleName()))
              .map(RoleDefinitionInner::id)
              .findFirst();
    } catch (RuntimeException thrown) {
      // Only read: what is not known now can be asked again, nothing was changed.
      return switch (Answers.reply(thrown)) {
        case Reply.NoAnswer lost -> new Outcome.Busy<>(lost.problem(), Optional.empty());
        case Reply.Answer answer -> Answers.effect(answer);
      };
    }
    found.ifPresent(id -> known.put(role, id));
    return found
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused("RoleNotFound", "no role is named '%s'".formatted(role)));
  }
}
