package io.haymaker.agent.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.haymaker.agent.json.Json;
import io.haymaker.agent.json.Json.JsonArray;
import io.haymaker.agent.json.Json.JsonObject;
import io.haymaker.agent.json.JsonReader;
import io.haymaker.agent.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A cloud for tests: tokens, resources of any type, and a topic, with faults on demand. */
final class FakeCloud implements AutoCloseable {

  static final String SUBSCRIPTION = "00000000-1111-2222-3333-444444444444";
  static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-test";
  static final String PROVIDERS = GROUP + "/providers/";

  private final HttpServer server;
  private final Map<String, JsonObject> resources = new LinkedHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<JsonObject> events = new CopyOnWriteArrayList<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final List<Watch<JsonObject>> watches = new CopyOnWriteArrayList<>();
  private final List<Watch<Request>> requestWatches = new CopyOnWriteArrayList<>();
  private int tokens;

  /** A request as it came. */
  record Request(
      String method, String path, String query, Map<String, String> headers, String body) {
    boolean is(String wantedMethod, String end) {
      return method.equals(wantedMethod) && path.endsWith(end);
    }
  }

  /** An answer. */
  record Answer(int status, Map<String, String> headers, String body) {
    static Answer of(int status, String body) {
      return new Answer(status, Map.of(), body);
    }

    static Answer error(int status, String code) {
      return of(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"for a test\"}}");
    }

    Answer with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Answer(status, more, body);
    }
  }

  private static final class Fault {
    private final Predicate<Request> when;
    private final Answer answer;
    private int times;

    Fault(Predicate<Request> when, Answer answer, int times) {
      this.when = when;
      this.answer = answer;
      this.times = times;
    }

    synchronized boolean takes(Request request) {
      return when.test(request) && times-- > 0;
    }
  }

  private record Watch<T>(Predicate<T> wanted, CountDownLatch seen) {
    static <T> Watch<T> of(Predicate<T> wanted) {
      return new Watch<>(wanted, new CountDownLatch(1));
    }

    /** Whether one came in time; added to the watches before, so that none is missed. */
    boolean came(List<T> before) throws InterruptedException {
      return before.stream().anyMatch(wanted) || seen.await(2, TimeUnit.MINUTES);
    }

    void look(T one) {
      if (wanted.test(one)) {
        seen.countDown();
      }
    }
  }

  private FakeCloud(HttpServer server) {
    this.server = server;
  }

  static FakeCloud start() throws IOException {
    return start(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  static FakeCloud start(HttpServer server) {
    FakeCloud cloud = new FakeCloud(server);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", cloud::handle);
    server.start();
    return cloud;
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Answers the next {@code times} requests that match with something else. */
  void fail(Predicate<Request> when, Answer answer, int times) {
    faults.add(new Fault(when, answer, times));
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  List<Request> arm(String method) {
    return requests.stream()
        .filter(request -> request.method().equals(method))
        .filter(request -> request.path().startsWith("/subscriptions/"))
        .toList();
  }

  List<JsonObject> events() {
    return List.copyOf(events);
  }

  List<JsonObject> events(String type) {
    return events.stream().filter(event -> text(event, "event_type").equals(type)).toList();
  }

  List<String> types() {
    return events.stream().map(event -> text(event, "event_type")).toList();
  }

  List<String> names(String type) {
    return events(type).stream().map(event -> text(event, "resource_name")).toList();
  }

  List<String> messages(String type) {
    return events(type).stream().map(event -> text(event, "message")).toList();
  }

  /** The body of the last request of that method to that resource. */
  JsonObject lastBody(String method, String end) {
    return requests.stream()
        .filter(request -> request.is(method, end))
        .map(request -> (JsonObject) JsonReader.read(request.body()).orElseThrow())
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  /** Blocks until an event of the type came. */
  void awaitEvent(String type) throws InterruptedException {
    Watch<JsonObject> watch = Watch.of(event -> text(event, "event_type").equals(type));
    watches.add(watch);
    if (!watch.came(events)) {
      throw new AssertionError("No " + type + " among " + events);
    }
  }

  /** Blocks until such a request came; it need not have been answered. */
  void awaitRequest(Predicate<Request> wanted) throws InterruptedException {
    Watch<Request> watch = Watch.of(wanted);
    requestWatches.add(watch);
    if (!watch.came(requests)) {
      throw new AssertionError("Not among " + requests);
    }
  }

  synchronized List<String> remaining() {
    return List.copyOf(resources.keySet());
  }

  synchronized Optional<JsonObject> resource(String end) {
    return resources.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(end))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  static String text(JsonObject json, String... path) {
    return json.text(path).orElse("");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new LinkedHashMap<>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              String.valueOf(exchange.getRequestURI().getQuery()),
              headers,
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      requests.add(request);
      requestWatches.forEach(watch -> watch.look(request));
      Answer answer =
          faults.stream()
              .filter(fault -> fault.takes(request))
              .findFirst()
              .map(fault -> fault.answer)
              .orElseGet(() -> answer(request));
      answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      boolean none = body.length == 0 || request.method().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), none ? -1 : body.length);
      if (!none) {
        exchange.getResponseBody().write(body);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized Answer answer(Request request) {
    if (request.path().endsWith("/oauth2/v2.0/token")) {
      tokens++;
      // The payload is {"oid":"me"}.
      return Answer.of(
          200, "{\"access_token\":\"x.eyJvaWQiOiJtZSJ9." + tokens + "\",\"expires_in\":3600}");
    }
    if (request.path().endsWith("/messages")) {
      return take(request);
    }
    return switch (request.method()) {
      case "PUT" -> put(request);
      case "PATCH" -> resources.containsKey(request.path()) ? put(request) : notFound();
      case "GET" ->
          Optional.ofNullable(resources.get(request.path()))
              .map(resource -> Answer.of(200, JsonWriter.write(resource)))
              .orElse(notFound());
      case "DELETE" -> {
        resources.keySet().removeIf(id -> id.startsWith(request.path() + "/"));
        yield resources.remove(request.path()) == null ? Answer.of(204, "") : Answer.of(200, "");
      }
      case "POST" -> Answer.of(200, "{}");
      default -> Answer.error(405, "MethodNotAllowed");
    };
  }

  private Answer put(Request request) {
    JsonObject body = (JsonObject) JsonReader.read(request.body()).orElseThrow();
    JsonObject resource = body.with("id", request.path());
    boolean isNew = resources.put(request.path(), resource) == null;
    return Answer.of(isNew ? 201 : 200, JsonWriter.write(resource));
  }

  private Answer take(Request request) {
    JsonObject single = JsonObject.EMPTY;
    List<JsonObject> taken = new ArrayList<>();
    switch (JsonReader.read(request.body()).orElseThrow()) {
      case JsonObject object -> taken.add(object);
      case JsonArray array ->
          array.items().stream()
              .map(item -> JsonReader.read(item.text("Body").orElseThrow()).orElseThrow())
              .map(JsonObject.class::cast)
              .forEach(taken::add);
      case Json other -> throw new IllegalStateException(other + " " + single);
    }
    for (JsonObject event : taken) {
      events.add(event);
      watches.forEach(watch -> watch.look(event));
    }
    return Answer.of(201, "");
  }

  private static Answer notFound() {
    return Answer.error(404, "ResourceNotFound");
  }
}
