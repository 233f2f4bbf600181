package io.haymaker.azure.wire;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Plain calls of one service through the SDK's pipeline, which signs them. Safe for threads. */
public final class Rest {

  /** More pages than any listing of ours has; a link that goes round in circles ends here. */
  private static final int MOST_PAGES = 1000;

  private final HttpPipeline pipeline;
  private final String base;

  /**
   * @param base where paths are put behind; without a slash at its end
   */
  public Rest(HttpPipeline pipeline, URI base) {
    this.pipeline = pipeline;
    this.base = base.toString().replaceAll("/+$", "");
  }

  public Reply get(String path) {
    return send(HttpMethod.GET, path, Optional.empty(), Map.of());
  }

  public Reply delete(String path) {
    return send(HttpMethod.DELETE, path, Optional.empty(), Map.of());
  }

  public Reply post(String path, JsonNode body) {
    return send(HttpMethod.POST, path, Optional.of(body), Map.of());
  }

  public Reply put(String path, JsonNode body) {
    return send(HttpMethod.PUT, path, Optional.of(body), Map.of());
  }

  /**
   * @param headers more headers, such as {@code Prefer}
   */
  public Reply patch(String path, JsonNode body, Map<String, String> headers) {
    return send(HttpMethod.PATCH, path, Optional.of(body), headers);
  }

  /**
   * Reads a listing to its end.
   *
   * @param linkName the member of a page that leads to the next, e.g. {@code nextLink}
   * @return every element of every page's {@code value}, or nothing
   */
  public Listing<JsonNode> pages(String path, String linkName) {
    var all = new ArrayList<JsonNode>();
    String next = path;
    for (int page = 0; page < MOST_PAGES; page++) {
      Reply reply = get(next);
      if (!(reply instanceof Reply.Answer answer) || !answer.isGood()) {
        return Answers.listing(reply);
      }
      if (!answer.body().path("value").isArray()) {
        return Listing.couldNotLook(
            "UnreadableAnswer", "a page of " + shown(path) + " has no list");
      }
      answer.body().path("value").forEach(all::add);
      next = Json.text(answer.body(), linkName);
      if (next.isEmpty()) {
        return Listing.complete(List.copyOf(all));
      }
    }
    return Listing.couldNotLook("TooManyPages", shown(path));
  }

  private Reply send(
      HttpMethod method, String path, Optional<JsonNode> body, Map<String, String> headers) {
    String url = path.startsWith("https://") ? path : base + path;
    if (!url.startsWith(base + "/")) {
      // A token of ours goes to no other host, whatever a link in an answer says.
      return new Reply.NoAnswer(new Problem("ForeignLink", "an answer leads to another host"));
    }
    var request = new HttpRequest(method, url);
    headers.forEach((name, value) -> request.setHeader(HttpHeaderName.fromString(name), value));
    body.ifPresent(
        json -> {
          request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json");
          request.setBody(Json.bytes(json));
        });
    try (HttpResponse response = pipeline.sendSync(request, Context.NONE)) {
      BinaryData content = response.getBodyAsBinaryData();
      return new Reply.Answer(response.getStatusCode(), response.getHeaders(), Json.read(content));
    } catch (RuntimeException thrown) {
      return Answers.reply(thrown);
    }
  }

  private static String shown(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }
}
