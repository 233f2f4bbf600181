package io.haymaker.emulator.servicebus;

import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.servicebus.access.AccessRule;
import io.haymaker.emulator.servicebus.access.BusRight;
import io.haymaker.emulator.servicebus.access.KeyRing;
import io.haymaker.emulator.store.DocumentStore;
import io.haymaker.emulator.token.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The keys of authorization rules, in the vault file; a rule's rights are with the rule in the book
 * of resources. Every namespace has the rule {@link #ROOT}, which may do everything and cannot be
 * deleted.
 */
final class BusKeys implements KeyRing {
  static final String ROOT = "RootManageSharedAccessKey";
  private static final String KIND = "servicebus-keys";
  private static final int KEY_BYTES = 32;

  private final DocumentStore vault;
  private final ResourceBook book;
  private final BusNamespaces namespaces;
  private final SecureRandom random = new SecureRandom();

  BusKeys(DocumentStore vault, ResourceBook book, BusNamespaces namespaces) {
    this.vault = vault;
    this.book = book;
    this.namespaces = namespaces;
  }

  @Override
  public Optional<AccessRule> rule(String namespace, String name) {
    return namespaces
        .byName(namespace)
        .flatMap(
            resource ->
                rights(resource.id(), name)
                    .flatMap(
                        rights ->
                            vault
                                .get(KIND, key(namespace, name))
                                .map(keys -> new AccessRule(rights, values(keys)))));
  }

  /** Makes the keys of a rule where it has none. */
  void provide(String namespace, String rule) {
    vault.atomically(
        () -> {
          if (vault.get(KIND, key(namespace, rule)).isEmpty()) {
            vault.put(
                KIND,
                key(namespace, rule),
                Json.object().put("primaryKey", fresh()).put("secondaryKey", fresh()));
          }
          return true;
        });
  }

  /** Replaces one key; false if the rule has none. */
  boolean regenerate(String namespace, String rule, boolean primary) {
    return vault.atomically(
        () -> {
          Optional<ObjectNode> keys = vault.get(KIND, key(namespace, rule));
          keys.ifPresent(
              document ->
                  vault.put(
                      KIND,
                      key(namespace, rule),
                      document.put(primary ? "primaryKey" : "secondaryKey", fresh())));
          return keys.isPresent();
        });
  }

  /** Forgets the keys of a rule. */
  void forget(String namespace, String rule) {
    vault.delete(KIND, key(namespace, rule));
  }

  /** Forgets the keys of all rules of a namespace. */
  void forget(String namespace) {
    vault.atomically(
        () -> {
          vault.list(KIND, key(namespace, "")).forEach(entry -> vault.delete(KIND, entry.key()));
          return true;
        });
  }

  /** Primary and secondary key of a rule. */
  Optional<ObjectNode> keys(String namespace, String rule) {
    return vault.get(KIND, key(namespace, rule));
  }

  /** What a client of this machine connects with: {@code authority} is host and port. */
  static Secret connectionString(String authority, String rule, String key) {
    return Secret.of(
        "Endpoint=sb://" + authority + "/;SharedAccessKeyName=" + rule + ";SharedAccessKey=" + key);
  }

  private Optional<Set<BusRight>> rights(ResourceId namespace, String rule) {
    if (rule.equalsIgnoreCase(ROOT)) {
      return Optional.of(EnumSet.allOf(BusRight.class));
    }
    return book.find(namespace.child("AuthorizationRules", rule))
        .map(
            resource -> {
              Set<BusRight> rights = EnumSet.noneOf(BusRight.class);
              for (JsonNode claim : resource.properties().path("rights")) {
                for (BusRight right : BusRight.values()) {
                  // Who may manage may also do what is managed.
                  if (claim.asString("").equalsIgnoreCase(right.claim())
                      || claim.asString("").equalsIgnoreCase("Manage")) {
                    rights.add(right);
                  }
                }
              }
              return rights;
            });
  }

  private String fresh() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return new String(Base64.getEncoder().encode(bytes), StandardCharsets.US_ASCII);
  }

  private static List<String> values(ObjectNode keys) {
    return List.of(keys.path("primaryKey").asString(), keys.path("secondaryKey").asString());
  }

  private static String key(String namespace, String rule) {
    return (namespace + "/" + rule).toLowerCase(Locale.ROOT);
  }
}
