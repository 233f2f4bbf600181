package io.haymaker.docker.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.haymaker.docker.DockerEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An engine that answers what it was told to, and 404 else. */
final class ToldEngine implements AutoCloseable {
  private final HttpServer server;
  private final DockerEngine engine;
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  ToldEngine() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    engine = DockerEngine.at(host());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String json = answers.get(exchange.getRequestURI().getPath());
    byte[] body = (json == null ? "{\"message\": \"no such thing\"}" : json).getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(json == null ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** From now on a path has that answer. */
  ToldEngine says(String path, String json) {
    answers.put(path, json);
    return this;
  }

  String host() {
    return "tcp://127.0.0.1:" + server.getAddress().getPort();
  }

  DockerEngine engine() {
    return engine;
  }

  /** It no longer listens. */
  void goAway() {
    server.stop(0);
  }

  @Override
  public void close() {
    engine.close();
    goAway();
  }
}
