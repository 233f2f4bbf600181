package io.haymaker.emulator.graph;

import io.haymaker.emulator.cloud.Endpoints;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists with {@code $filter}, {@code $top}, {@code $select}, {@code $count} and links to the next
 * page.
 */
final class ObjectLists {

  private static final int DEFAULT_PAGE = 100;
  private static final int LARGEST_PAGE = 999;

  private final DirectoryObjects objects;
  private final Endpoints endpoints;

  ObjectLists(DirectoryObjects objects, Endpoints endpoints) {
    this.objects = objects;
    this.endpoints = endpoints;
  }

  /**
   * One page; objects come in the order of their ids, and the link carries the last id of the page.
   */
  Response page(Request request, String collection, List<ObjectNode> candidates) {
    int size = request.query("$top").map(ObjectLists::pageSize).orElse(DEFAULT_PAGE);
    List<ObjectNode> matching = matching(request, candidates);
    String after = request.query("$skiptoken").orElse("");
    List<ObjectNode> rest =
        matching.stream()
            .filter(object -> object.path("id").asString().compareTo(after) > 0)
            .toList();
    List<ObjectNode> page = rest.stream().limit(size).toList();
    ObjectNode body = Json.object();
    if (request.query("$count").filter("true"::equalsIgnoreCase).isPresent()) {
      body.put("@odata.count", matching.size());
    }
    if (rest.size() > page.size()) {
      body.put("@odata.nextLink", link(request, collection, page.getLast().path("id").asString()));
    }
    body.set("value", views(page, request.query("$select")));
    return Response.json(200, body);
  }

  /** {@code POST directoryObjects/getByIds}: what does not exist is left out. */
  Optional<Response> byIds(Request request, GraphPath path) {
    boolean asked =
        request.method().equals("POST")
            && path.rest().isEmpty()
            && path.key().filter(key -> key.equals(new GraphPath.Key.Id("getByIds"))).isPresent();
    if (!asked) {
      return Optional.empty();
    }
    List<String> ids = request.json().path("ids").valueStream().map(JsonNode::asString).toList();
    ArrayNode value = Json.array();
    for (String id : ids) {
      Stream.of(ObjectKind.values())
          .forEach(
              kind ->
                  objects
                      .living(kind, id)
                      .ifPresent(
                          object ->
                              value.add(
                                  ObjectView.of(object).put("@odata.type", kind.odataType()))));
    }
    return Optional.of(Response.json(200, Json.object().set("value", value)));
  }

  private static List<ObjectNode> matching(Request request, List<ObjectNode> candidates) {
    return request
        .query("$filter")
        .filter(text -> !text.isBlank())
        .map(text -> candidates.stream().filter(ObjectFilter.of(text)).toList())
        .orElse(candidates);
  }

  private static ArrayNode views(List<ObjectNode> page, Optional<String> select) {
    ArrayNode value = Json.array();
    page.forEach(object -> value.add(ObjectView.selected(ObjectView.of(object), select)));
    return value;
  }

  private String link(Request request, String collection, String after) {
    String parameters =
        Stream.of("$filter", "$top", "$select", "$count")
            .flatMap(name -> request.query(name).map(value -> parameter(name, value)).stream())
            .collect(Collectors.joining("&"));
    return endpoints.graph()
        + "/v1.0/"
        + collection
        + "?"
        + parameters
        + (parameters.isEmpty() ? "" : "&")
        + parameter("$skiptoken", after);
  }

  private static String parameter(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static int pageSize(String text) {
    try {
      int size = Integer.parseInt(text);
      if (size >= 1 && size <= LARGEST_PAGE) {
        return size;
      }
    } catch (NumberFormatException notANumber) {
      throw invalidTop(text);
    }
    throw invalidTop(text);
  }

  private static Refused invalidTop(String text) {
    return GraphErrors.badRequest(
        "Invalid page size specified: '" + text + "'. Must be between 1 and 999 inclusive.");
  }
}
