package io.haymaker.emulator.arm;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code /providers} tells clients that look for the api-versions of a type: a list of
 * well-known types, and every type that a resource has or had. It restricts nothing: other types
 * can be written as well.
 */
final class ProviderCatalog {
  private record Namespace(String name, String version, List<String> types) {}

  private final Cloud cloud;
  private final ResourceBook resources;
  private final Map<String, Namespace> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  ProviderCatalog(Cloud cloud, ResourceBook resources) {
    this.cloud = cloud;
    this.resources = resources;
    try (InputStream in = ProviderCatalog.class.getResourceAsStream("providers.txt")) {
      if (in == null) {
        throw new IllegalStateException("providers.txt is not in the jar");
      }
      // Each line: namespace, its version, its types.
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        String[] words = line.strip().split("\\s+");
        if (words.length > 2 && !words[0].startsWith("#")) {
          known.put(
              words[0], new Namespace(words[0], words[1], List.of(words).subList(2, words.length)));
        }
      }
    } catch (IOException lost) {
      throw new UncheckedIOException(lost);
    }
  }

  List<ObjectNode> all() {
    Map<String, ObjectNode> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    known.keySet().forEach(name -> all.put(name, view(name)));
    resources.typesEverUsed().forEach(type -> all.computeIfAbsent(namespace(type), this::view));
    return List.copyOf(all.values());
  }

  ObjectNode find(String namespace) {
    boolean used =
        resources.typesEverUsed().stream()
            .anyMatch(type -> namespace(type).equalsIgnoreCase(namespace));
    if (!used && !known.containsKey(namespace)) {
      throw new Refused(
          404,
          "InvalidResourceNamespace",
          "The resource namespace '" + namespace + "' is invalid.");
    }
    return view(namespace);
  }

  private ObjectNode view(String asked) {
    Optional<Namespace> listed = Optional.ofNullable(known.get(asked));
    String name = listed.map(Namespace::name).orElse(asked);
    String version = listed.map(Namespace::version).orElse("2025-01-01");
    Map<String, String> types = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    List<String> ordered = new ArrayList<>(listed.map(Namespace::types).orElse(List.of()));
    resources.typesEverUsed().stream()
        .filter(type -> namespace(type).equalsIgnoreCase(asked))
        .forEach(type -> ordered.add(type.substring(type.indexOf('/') + 1)));
    ObjectNode view =
        Json.object()
            .put("id", "/subscriptions/" + cloud.subscriptionId() + "/providers/" + name)
            .put("namespace", name)
            .put("registrationState", "Registered")
            .put("registrationPolicy", "RegistrationRequired");
    ArrayNode array = view.putArray("resourceTypes");
    for (String type : ordered) {
      if (types.put(type.toLowerCase(Locale.ROOT), type) == null) {
        ObjectNode item = array.addObject().put("resourceType", type);
        item.putArray("locations").add(cloud.location());
        item.putArray("apiVersions").add(version);
        item.put("defaultApiVersion", version);
        item.put("capabilities", "SupportsTags, SupportsLocation");
      }
    }
    return view;
  }

  private static String namespace(String fullType) {
    return fullType.substring(0, fullType.indexOf('/'));
  }
}
