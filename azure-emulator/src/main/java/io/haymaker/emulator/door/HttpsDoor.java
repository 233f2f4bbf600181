package io.haymaker.emulator.door;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.haymaker.emulator.http.Door;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** One HTTPS port on loopback. Every request runs on a virtual thread of its own. */
public final class HttpsDoor implements AutoCloseable {
  private static final int LARGEST_BODY = 16 * 1024 * 1024;

  static {
    // Read once by the JDK's server: without the first, small answers wait 40 ms for Nagle; the
    // second must be longer than clients keep idle connections, or they race with our closing.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.idleInterval", "300");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
  }

  private final Door door;
  private final HttpsServer server;
  private final ExecutorService threads;

  private HttpsDoor(Door door, HttpsServer server, ExecutorService threads) {
    this.door = door;
    this.server = server;
    this.threads = threads;
  }

  /**
   * Binds a port without answering yet.
   *
   * @param port 0 to 65535; 0 means a free one
   * @throws IOException if the port is in use; the message is one line for a person
   */
  public static HttpsDoor bind(Door door, int port, SSLContext tls) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    try {
      HttpsServer server = HttpsServer.create(address, 256);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      server.setExecutor(threads);
      return new HttpsDoor(door, server, threads);
    } catch (BindException taken) {
      throw new IOException("port " + port + " is in use or not allowed", taken);
    }
  }

  /** The port. */
  public int port() {
    return server.getAddress().getPort();
  }

  /**
   * Starts to answer.
   *
   * @param answer makes the answer to a request; empty means that the connection is dropped
   */
  public void open(Function<Request, Optional<Response>> answer) {
    server.createContext("/", exchange -> exchange(exchange, answer));
    server.start();
  }

  private void exchange(HttpExchange exchange, Function<Request, Optional<Response>> answer)
      throws IOException {
    try (exchange) {
      Optional<Response> response = answerTo(exchange, answer);
      if (response.isPresent()) {
        send(exchange, response.get());
      }
      // Else closing the exchange without headers drops the connection.
    }
  }

  private Optional<Response> answerTo(
      HttpExchange exchange, Function<Request, Optional<Response>> answer) throws IOException {
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readNBytes(LARGEST_BODY + 1);
    }
    if (body.length > LARGEST_BODY) {
      return Optional.of(
          Response.error(413, "RequestEntityTooLarge", "The request body is larger than 16 MiB."));
    }
    Request request;
    try {
      request =
          Request.of(
              door,
              exchange.getRequestMethod(),
              // The raw target: the parsed path of "//subscriptions/x" has lost its first part.
              exchange.getRequestURI().toString(),
              headers(exchange.getRequestHeaders()),
              body);
    } catch (Refused malformed) {
      return Optional.of(malformed.response());
    }
    return answer.apply(request);
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    response.headers().forEach(h -> exchange.getResponseHeaders().add(h.name(), h.value()));
    byte[] body = response.body();
    boolean bare = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
    exchange.sendResponseHeaders(response.status(), bare ? -1 : body.length);
    if (!bare) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  private static Map<String, List<String>> headers(Headers headers) {
    Map<String, List<String>> lower = new HashMap<>();
    headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
    return lower;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
