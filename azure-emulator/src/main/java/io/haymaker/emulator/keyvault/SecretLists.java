package io.haymaker.emulator.keyvault;

import io.haymaker.emulator.cloud.Endpoints;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pages of at most 25, each with a link to the next one or null. */
final class SecretLists {

  private static final int LARGEST_PAGE = 25;

  private final Endpoints endpoints;

  SecretLists(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  /**
   * The link carries an offset; a list that changes in between may show an element twice or not at
   * all.
   */
  <T> Response page(Request request, List<T> all, Function<T, ObjectNode> shown) {
    int size = request.query("maxresults").map(SecretLists::pageSize).orElse(LARGEST_PAGE);
    int from = request.query("$skiptoken").map(SecretLists::offset).orElse(0);
    List<T> page = all.stream().skip(from).limit(size).toList();
    ObjectNode body = Json.object();
    ArrayNode value = body.putArray("value");
    page.forEach(element -> value.add(shown.apply(element)));
    int next = from + page.size();
    if (next < all.size()) {
      body.put("nextLink", link(request, size, next));
    } else {
      body.putNull("nextLink");
    }
    return Response.json(200, body);
  }

  private String link(Request request, int size, int next) {
    String version = request.query("api-version").orElse("");
    return endpoints.vault()
        + request.path()
        + "?api-version="
        + URLEncoder.encode(version, StandardCharsets.UTF_8)
        + "&maxresults="
        + size
        + "&$skiptoken="
        + next;
  }

  private static int pageSize(String text) {
    int size = number(text, "maxresults");
    if (size < 1 || size > LARGEST_PAGE) {
      throw VaultErrors.badParameter("maxresults must be 1 to 25.");
    }
    return size;
  }

  private static int offset(String text) {
    return number(text, "$skiptoken");
  }

  private static int number(String text, String name) {
    if (!text.matches("[0-9]{1,9}")) {
      throw VaultErrors.badParameter(name + " is not valid.");
    }
    return Integer.parseInt(text);
  }
}
