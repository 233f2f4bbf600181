package io.haymaker.server;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** An operation of the description. */
record Route(String method, String path, JsonNode operation, JsonNode document) {

  /** All of them, so that none is forgotten. */
  static List<Route> of(JsonNode document) {
    return document.path("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .map(
                        method ->
                            new Route(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                method.getValue(),
                                document)))
        .toList();
  }

  boolean takesBody() {
    return operation.has("requestBody");
  }

  boolean mustHaveBody() {
    return operation.path("requestBody").path("required").asBoolean();
  }

  /** With every parameter of the path being this, and with those that the query must have. */
  String at(String name) {
    String query =
        operation
            .path("parameters")
            .valueStream()
            .filter(one -> one.path("in").asString().equals("query"))
            .filter(one -> one.path("required").asBoolean())
            .map(one -> one.path("name").asString() + "=UP")
            .collect(Collectors.joining("&"));
    return path(name) + (query.isEmpty() ? "" : "?" + query);
  }

  /** With every parameter of the path being this. */
  String path(String name) {
    return path.replaceAll("\\{[^}]+}", name.replace("$", "\\$"));
  }

  /** How a body that cannot be is answered. */
  int statusOfFault() {
    return path.startsWith("/api/v1/") ? 400 : 422;
  }

  /** The fields of its body. */
  Set<String> fields() {
    String name =
        operation
            .path("requestBody")
            .path("content")
            .path("application/json")
            .path("schema")
            .path("$ref")
            .asString();
    return Set.copyOf(
        document
            .path("components")
            .path("schemas")
            .path(name.substring(name.lastIndexOf('/') + 1))
            .path("properties")
            .propertyNames());
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
