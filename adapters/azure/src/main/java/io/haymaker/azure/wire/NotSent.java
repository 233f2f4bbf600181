package io.haymaker.azure.wire;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Our own refusal of a request, in the words in which the service would have refused it. */
final class NotSent extends HttpResponse {

  private static final String BODY =
      "{\"error\":{\"code\":\"OwnBudgetUsedUp\",\"message\":\"not sent: the service's allowance is"
          + " used up, and others wait for it too\"}}";

  private final HttpHeaders headers =
      new HttpHeaders()
          .set(HttpHeaderName.CONTENT_TYPE, "application/json")
          .set(HttpHeaderName.RETRY_AFTER, "5");

  NotSent(HttpRequest request) {
    super(request);
  }

  @Override
  public int getStatusCode() {
    return 429;
  }

  @Override
  @SuppressWarnings("deprecation")
  public String getHeaderValue(String name) {
    return headers.getValue(HttpHeaderName.fromString(name));
  }

  @Override
  public HttpHeaders getHeaders() {
    return headers;
  }

  @Override
  public Flux<ByteBuffer> getBody() {
    return Flux.just(ByteBuffer.wrap(bytes()));
  }

  @Override
  public Mono<byte[]> getBodyAsByteArray() {
    return Mono.just(bytes());
  }

  @Override
  public Mono<String> getBodyAsString() {
    return Mono.just(BODY);
  }

  @Override
  public Mono<String> getBodyAsString(Charset charset) {
    return Mono.just(BODY);
  }

  private static byte[] bytes() {
    return BODY.getBytes(StandardCharsets.UTF_8);
  }
}
