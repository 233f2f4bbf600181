package io.haymaker.emulator.arm;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cuts lists into pages. The link to the next page carries filter, top and api-version on. */
final class Pages {
  private static final int LARGEST = 1000;

  private final Cloud cloud;

  Pages(Cloud cloud) {
    this.cloud = cloud;
  }

  /** A page of items that are ordered by {@code id}; the token is the last id shown. */
  Response page(Request request, List<ObjectNode> items) {
    int top = top(request);
    Optional<String> after = request.query("$skiptoken");
    List<ObjectNode> rest =
        items.stream()
            .filter(
                item ->
                    after
                        .map(last -> item.path("id").asString("").compareToIgnoreCase(last) > 0)
                        .orElse(true))
            .toList();
    ObjectNode body = Json.object();
    ArrayNode value = body.putArray("value");
    rest.stream().limit(top).forEach(value::add);
    if (rest.size() > top) {
      body.put("nextLink", next(request, rest.get(top - 1).path("id").asString("")));
    }
    return Response.json(200, body);
  }

  private static int top(Request request) {
    Optional<String> text = request.query("$top");
    if (text.isEmpty()) {
      return LARGEST;
    }
    try {
      int top = Integer.parseInt(text.get());
      if (top >= 1) {
        return Math.min(top, LARGEST);
      }
    } catch (NumberFormatException notANumber) {
      throw new Refused(400, "InvalidTopInQueryString", "$top must be a number of 1 or more.");
    }
    throw new Refused(400, "InvalidTopInQueryString", "$top must be a number of 1 or more.");
  }

  private String next(Request request, String last) {
    StringBuilder link =
        new StringBuilder(cloud.endpoints().arm()).append(request.path().replace(" ", "%20"));
    link.append("?api-version=").append(encode(ApiVersion.require(request)));
    for (String name : List.of("$filter", "$top", "$expand")) {
      request
          .query(name)
          .ifPresent(
              value -> link.append('&').append(encode(name)).append('=').append(encode(value)));
    }
    return link.append("&%24skiptoken=").append(encode(last)).toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
