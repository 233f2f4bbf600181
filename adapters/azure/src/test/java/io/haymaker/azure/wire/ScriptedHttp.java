package io.haymaker.azure.wire;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers requests with what a test has put in, in order; then fails the test. */
public final class ScriptedHttp implements HttpClient {

  private record Scripted(int status, HttpHeaders headers, String body) {}

  private final Deque<Optional<Scripted>> script = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();

  /** The next answer; headers as names and values in turn. */
  public ScriptedHttp answer(int status, String body, String... headers) {
    var all = new HttpHeaders();
    for (int i = 0; i < headers.length; i += 2) {
      all.set(HttpHeaderName.fromString(headers[i]), headers[i + 1]);
    }
    script.add(Optional.of(new Scripted(status, all, body)));
    return this;
  }

  /** The next request gets no answer. */
  public ScriptedHttp lose() {
    script.add(Optional.empty());
    return this;
  }

  /** Method and URL of every request so far. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** A service behind this. */
  public Rest rest() {
    return new Rest(pipeline(), URI.create("https://cloud.test"));
  }

  /** A pipeline that ends here. */
  public HttpPipeline pipeline() {
    return new HttpPipelineBuilder().httpClient(this).build();
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    requests.add(request.getHttpMethod() + " " + request.getUrl());
    if (script.isEmpty()) {
      throw new AssertionError("no answer is scripted for " + request.getUrl());
    }
    return script
        .remove()
        .<Mono<HttpResponse>>map(scripted -> Mono.just(new Response(request, scripted)))
        .orElseGet(() -> Mono.error(new UncheckedIOException(new IOException("connection reset"))));
  }

  private static final class Response extends HttpResponse {
    private final Scripted scripted;

    Response(HttpRequest request, Scripted scripted) {
      super(request);
      this.scripted = scripted;
    }

    @Override
    public int getStatusCode() {
      return scripted.status();
    }

    @Override
    @SuppressWarnings("deprecation")
    public String getHeaderValue(String name) {
      return scripted.headers().getValue(HttpHeaderName.fromString(name));
    }

    @Override
    public HttpHeaders getHeaders() {
      return scripted.headers();
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
      return Mono.just(scripted.body());
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
      return Mono.just(scripted.body());
    }

    private byte[] bytes() {
      return scripted.body().getBytes(StandardCharsets.UTF_8);
    }
  }
}
