package io.haymaker.azure.registry;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Plain calls of a registry: nothing is added to what the caller gives. */
final class RegistryCalls {
  private final HttpPipeline pipeline;

  RegistryCalls(HttpPipeline pipeline) {
    this.pipeline = pipeline;
  }

  Reply get(String url, Map<String, String> headers) {
    return send(request(HttpMethod.GET, url, headers));
  }

  /** Posts a form; its values may be secrets. */
  Reply post(String url, Map<String, String> form) {
    HttpRequest request =
        request(HttpMethod.POST, url, Map.of("Content-Type", "application/x-www-form-urlencoded"));
    request.setBody(encoded(form));
    return send(request);
  }

  static String encoded(Map<String, String> pairs) {
    return new TreeMap<>(pairs)
        .entrySet().stream()
            .map(pair -> pair.getKey() + "=" + encoded(pair.getValue()))
            .collect(Collectors.joining("&"));
  }

  static Map<String, String> with(Map<String, String> headers, String name, String value) {
    var more = new HashMap<>(headers);
    more.put(name, value);
    return more;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpRequest request(HttpMethod method, String url, Map<String, String> headers) {
    var request = new HttpRequest(method, url);
    headers.forEach((name, value) -> request.setHeader(HttpHeaderName.fromString(name), value));
    return request;
  }

  private Reply send(HttpRequest request) {
    try (HttpResponse response = pipeline.sendSync(request, Context.NONE)) {
      return new Reply.Answer(
          response.getStatusCode(),
          response.getHeaders(),
          Json.read(response.getBodyAsBinaryData()));
    } catch (RuntimeException thrown) {
      return Answers.reply(thrown);
    }
  }
}
