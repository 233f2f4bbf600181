package io.haymaker.emulator.token;

import io.haymaker.emulator.cloud.Endpoints;
import io.haymaker.emulator.http.Audience;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The names by which clients ask for each audience, with and without a slash at their end. */
final class Audiences {
  private final Endpoints endpoints;

  Audiences(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  Optional<Audience> named(String resource) {
    String name = trimmed(resource);
    for (Audience audience : Audience.values()) {
      if (names(audience).contains(name)) {
        return Optional.of(audience);
      }
    }
    return Optional.empty();
  }

  private List<String> names(Audience audience) {
    return switch (audience) {
      case ARM ->
          List.of(
              endpoints.arm(),
              endpoints.arm().replace("//localhost:", "//127.0.0.1:"),
              "https://management.azure.com",
              "https://management.core.windows.net");
      case GRAPH ->
          List.of(
              endpoints.graph(),
              endpoints.graph().replace("//localhost:", "//127.0.0.1:"),
              "https://graph.microsoft.com");
      case VAULT -> List.of(endpoints.vault(), "https://vault.azure.net");
      case SERVICE_BUS -> List.of(endpoints.bus(), "https://servicebus.azure.net");
      case REGISTRY -> List.of("https://containerregistry.azure.net");
      case MONITOR ->
          List.of(endpoints.logs(), "https://monitor.azure.com", "https://api.loganalytics.io");
    };
  }

  private static String trimmed(String resource) {
    String name = resource.toLowerCase(Locale.ROOT);
    while (name.endsWith("/")) {
      name = name.substring(0, name.length() - 1);
    }
    return name;
  }
}
