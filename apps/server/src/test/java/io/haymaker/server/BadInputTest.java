package io.haymaker.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.haymaker.core.access.Role;
import io.haymaker.server.Served.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is sent to any route, the answer comes soon, is the caller's fault and says what is
 * wrong. The routes are those of the description, so that none is forgotten.
 */
class BadInputTest {
  private static final String NUMBER = "9".repeat(40);
  private static final String HUGE = "{\"x\":\"" + "x".repeat(10_000_000) + "\"}";

  /** What stands where a name or an id should be; each is one segment of a path. */
  private static final List<String> NAMES =
      List.of(
          "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
          "..%5c..%5cwindows",
          "%00",
          "a%00b",
          "%ff%fe",
          "%F0%9F%92%A9",
          "%E2%80%AEtxt",
          "%0d%0aX-Injected:%201",
          "%20",
          "'%20OR%201=1--",
          "$%7Bjndi:ldap:x%7D",
          "-1",
          NUMBER,
          "a;b=c",
          "a".repeat(5000),
          "NaN",
          "00000000-0000-0000-0000-000000000000");

  /** Not one of them is a JSON object. */
  private static final List<String> NO_OBJECTS =
      List.of(
          "",
          " ",
          "null",
          "true",
          "[]",
          "\"text\"",
          NUMBER,
          "1e999999999",
          "{",
          "{\"a\":",
          "{'a':1}",
          "{\"a\":1}}",
          "{\"a\":\u0000}",
          "[".repeat(100_000),
          "{\"a\":".repeat(10_000),
          "\uFEFF{}x",
          "<xml/>",
          "a=b&c=d");

  private static Served api;
  private static String key;
  private static JsonNode document;

  @BeforeAll
  static void start() {
    api = new Served(true);
    key = api.key(Role.ADMIN);
    document = api.get("/openapi.json", "X-API-Key", key).json();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static List<Route> routes() {
    return Route.of(document);
  }

  private static Stream<DynamicTest> each(Stream<Route> routes, Check check) {
    return routes.map(route -> dynamicTest(route.toString(), () -> check.on(route)));
  }

  private interface Check {
    void on(Route route);
  }

  /** It is so answered, and says what is wrong. */
  private static void refused(Answer answer, Route route, String sent, Integer... statuses) {
    String told = "%s, %.120s: %.300s".formatted(route, sent, answer.text());
    assertThat(answer.status()).as(told).isIn((Object[]) statuses);
    if (route.path().startsWith("/api/v1/")) {
      assertThat(answer.message()).as(told).isNotBlank();
      assertThat(answer.code()).as(told).isNotBlank();
      return;
    }
    JsonNode detail = answer.json().path("detail");
    if (answer.status() == 422) {
      assertThat(detail.path(0).path("loc").path(0).asString("")).as(told).isNotBlank();
      assertThat(detail.path(0).path("msg").asString("")).as(told).isNotBlank();
    } else {
      assertThat(detail.asString("")).as(told).isNotBlank();
    }
  }

  private static void notOurFault(Answer answer, Route route, String sent) {
    assertThat(answer.status())
        .as("%s, %.120s: %.300s", route, sent, answer.text())
        .isLessThan(500);
    assertThat(answer.text()).as(route.toString()).doesNotContain("Exception", "\tat ");
  }

  private static Answer send(Route route, String path, Optional<String> body) {
    return api.send(route.method(), path, body, "X-API-Key", key);
  }

  /** With a body that is fine: it is the name that is refused, or of which there is nothing. */
  @TestFactory
  Stream<DynamicTest> noNameInAPathIsTooStrange() {
    return each(
        routes().stream().filter(route -> route.path().contains("{")),
        route ->
            NAMES.forEach(
                name -> {
                  Answer answer = send(route, route.at(name), FineBodies.one(route));
                  refused(answer, route, name, 400, 404, 422);
                  assertThat(answer.text()).as("%s, %s", route, name).doesNotContain("body");
                }));
  }

  @TestFactory
  Stream<DynamicTest> noQueryIsTooStrange() {
    return each(
        routes().stream(),
        route -> {
          var names = new ArrayList<>(List.of("nobody-knows-this"));
          route
              .operation()
              .path("parameters")
              .valueStream()
              .filter(parameter -> parameter.path("in").asString().equals("query"))
              .forEach(parameter -> names.add(parameter.path("name").asString()));
          for (String name : names) {
            for (String value : NAMES) {
              String query = "?%s=%s&%s=%s".formatted(name, value, name, "x");
              Optional<String> body = FineBodies.one(route).or(() -> Optional.of("{}"));
              notOurFault(send(route, route.path("x") + query, body), route, query);
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> whatIsNoJsonObjectIsRefused() {
    return each(
        routes().stream().filter(Route::takesBody),
        route ->
            NO_OBJECTS.stream()
                .filter(body -> !body.isEmpty() || route.mustHaveBody())
                .forEach(
                    body -> {
                      Answer answer = send(route, route.at("x"), Optional.of(body));
                      refused(answer, route, body, route.statusOfFault());
                      assertThat(answer.text())
                          .as("%s, %.120s: it is the whole that is wrong", route, body)
                          .containsPattern("\"(msg|message)\":\"the body (is|must be) ");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aBodyOfTenMegabytesIsRefused() {
    return each(
        routes().stream().filter(Route::takesBody),
        route ->
            refused(send(route, route.at("x"), Optional.of(HUGE)), route, "ten megabytes", 413));
  }

  @Test
  void soIsOneThatDoesNotSayBeforehandHowLongItIs() {
    for (Route route : routes().stream().filter(Route::takesBody).toList()) {
      Answer answer = api.sendInChunks(route.method(), route.at("x"), HUGE, "X-API-Key", key);
      refused(answer, route, "ten megabytes in chunks", 413);
    }
  }

  @TestFactory
  Stream<DynamicTest> aMethodThatNobodyOfferedIsRefused() {
    return document.path("paths").properties().stream()
        .map(
            path ->
                dynamicTest(
                    path.getKey(),
                    () -> {
                      for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "BREW")) {
                        if (!path.getValue().has(method.toLowerCase(Locale.ROOT))) {
                          var route = new Route(method, path.getKey(), path.getValue(), document);
                          Answer answer = send(route, route.at("x"), Optional.empty());
                          refused(answer, route, method, 404, 405, 501);
                        }
                      }
                    }));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /health%zz HTTP/1.1",
        "GET /../../etc/passwd HTTP/1.1",
        "GET /containers/a\\b HTTP/1.1",
        "GET /containers/a|b HTTP/1.1",
        "GET /containers/%5c%2e%2e HTTP/1.1",
        "GET //health HTTP/1.1",
        "GET * HTTP/1.1",
        "GET health HTTP/1.1",
        "GET",
        "\u0000\u0001",
        "POST /api/v1/runs HTTP/1.1\r\nContent-Length: -1",
        "POST /api/v1/runs HTTP/1.1\r\nContent-Length: 99999999999999999999",
        "GET /api/v1/keys HTTP/1.1\r\nX-API-Key: \u00e9\u0000",
      })
  void whatIsNoRequestIsRefused(String head) {
    assertThat(api.raw(head + "\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .as(head)
        .matches("(?s)HTTP/1.1 4\\d\\d.*");
  }

  @Test
  void aHeadLongerThanAnybodyNeedsIsRefused() {
    assertThat(
            api.raw(
                "GET /health HTTP/1.1\r\nHost: x\r\nX-Long: %s\r\n\r\n"
                    .formatted("x".repeat(100_000))))
        .startsWith("HTTP/1.1 4");
  }
}
