package io.haymaker.agent.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Sends single requests; it neither retries nor follows anything. */
public final class HttpTransport {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final long LARGEST_BODY = 8L * 1024 * 1024;

  private final HttpClient client;

  /**
   * A transport that trusts the usual authorities and further ones.
   *
   * @param authorities certificates in PEM form
   * @throws IOException if there is no usable certificate in the text
   */
  public HttpTransport(Optional<String> authorities) throws IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            // One connection at a time is all that we use; HTTP/2 would cost memory for nothing.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    if (authorities.isPresent()) {
      builder.sslContext(ExtraTrust.contextWith(authorities.get()));
    }
    client = builder.build();
  }

  /**
   * Sends one request and waits for the whole answer.
   *
   * @param body empty for none
   * @param timeout for the whole exchange
   * @throws IOException if no answer came: the request may or may not have had its effect
   * @throws InterruptedException if the thread was interrupted, with the same uncertainty
   */
  public HttpReply send(
      String method, URI uri, Map<String, String> headers, Optional<String> body, Duration timeout)
      throws IOException, InterruptedException {
    BodyPublisher publisher =
        body.isPresent() ? BodyPublishers.ofString(body.get()) : BodyPublishers.noBody();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, publisher).timeout(timeout);
    headers.forEach(request::header);
    HttpResponse<String> answer =
        client.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_BODY));
    return new HttpReply(answer.statusCode(), answer.headers(), answer.body());
  }
}
