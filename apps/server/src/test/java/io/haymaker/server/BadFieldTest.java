package io.haymaker.server;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.haymaker.core.access.Role;
import io.haymaker.server.Served.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * In a body that is fine one value after the other is another one: it is refused with its name,
 * unless it is known here that the field takes it.
 */
class BadFieldTest {
  private static final String NUMBER = "9".repeat(40);
  private static final String NUMBERED = "\"" + NUMBER + "g\"";
  private static final String LONG = "\"" + "x".repeat(100_000) + "\"";

  /** Values, in JSON, that no field of ours takes, whatever its type is. */
  private static final List<String> LISTS = List.of("[[[[1]]]]", "[null]", "[{\"a\":[{}]}]");

  private static final String ODD_OBJECT = "{\"\":{\"\":[1,true]}}";

  private static final List<String> NUMBERS = List.of("-1", "0", "1.5", NUMBER, "1e400", "1e-400");

  /** Texts that are no text: the database could not keep them. */
  private static final List<String> NO_TEXTS = List.of("\"\\u0000\"", "\"\\ud800\"");

  private static final List<String> BLANK = List.of("\"\"", "\" \"");
  private static final String CONTROLS = "\"\\u202e\\u0007\"";
  private static final List<String> WORDS =
      List.of("\"NaN\"", "\"../../etc/passwd\"", "\"$(reboot)\"", NUMBERED);

  private static final List<String> ALL =
      join(
          List.of(
              LISTS,
              List.of(ODD_OBJECT, "true", "[]", "{}", CONTROLS, LONG),
              NUMBERS,
              NO_TEXTS,
              BLANK,
              WORDS));

  /** Which of them a field takes, by its path; a field that is not here takes none. */
  private static final Map<String, List<String>> TAKEN =
      Map.ofEntries(
          // There may be an image of that name; here there is none.
          entry("image", List.of(NUMBERED)),
          entry("image_url", List.of(NUMBERED)),
          entry("resources.image", List.of(NUMBERED)),
          entry("min_replicas", List.of("0")),
          // Fields that nobody knows are passed over, for clients of an older system.
          entry("resources", List.of("{}", ODD_OBJECT)),
          entry("caps", List.of("{}", ODD_OBJECT)),
          entry("resources.cpu", List.of("1.5")),
          entry("resources.disk", List.of("1.5")),
          entry("resources.cpu_limit", List.of("1.5")),
          entry("resources.disk_limit", List.of("1.5")),
          entry("cpu_limit", List.of("1.5")),
          entry("disk_limit", List.of("1.5")),
          entry("env", List.of("{}")),
          entry("env.A", join(List.of(NUMBERS, BLANK, WORDS, List.of(CONTROLS, LONG)))),
          entry("ports", List.of("[]", "{}")),
          entry("ports.80/tcp", List.of("0")),
          entry("ports.0.host", List.of("0")),
          // There is none of that name, which is no fault of the body.
          entry("instanceId", join(List.of(BLANK, WORDS, List.of(CONTROLS, LONG)))),
          entry("id", WORDS),
          entry("image_id", WORDS),
          entry("host", WORDS),
          entry("caps.cpu", join(List.of(NUMBERS, WORDS, List.of(CONTROLS)))),
          entry("caps.mem", join(List.of(NUMBERS, WORDS, List.of(CONTROLS)))),
          entry("name", join(List.of(WORDS, List.of(CONTROLS)))),
          entry("seed", List.of("-1", "0")),
          entry("scenarios.0", List.of("\"NaN\"", NUMBERED)));

  private static Served api;
  private static String key;
  private static JsonNode document;

  private static List<String> join(List<List<String>> lists) {
    return lists.stream().flatMap(List::stream).toList();
  }

  @BeforeAll
  static void start() {
    api = new Served(true);
    key = api.key(Role.ADMIN);
    document = api.get("/openapi.json", "X-API-Key", key).json();
    send(route("POST /start/container"), "{\"image\": \"nginx\"}");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static Route route(String name) {
    return Route.of(document).stream()
        .filter(route -> route.toString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<DynamicTest> each(Consumer<Route> check) {
    return Route.of(document).stream()
        .filter(Route::takesBody)
        .map(route -> dynamicTest(route.toString(), () -> check.accept(route)));
  }

  private static Answer send(Route route, String body) {
    return api.send(route.method(), route.at("nginx"), Optional.of(body), "X-API-Key", key);
  }

  @TestFactory
  Stream<DynamicTest> aBodyThatIsFineIsTakenAndTheseHaveEveryField() {
    return each(
        route -> {
          var had = new HashSet<String>();
          for (String body : FineBodies.of(route)) {
            had.addAll(Set.copyOf(JsonMapper.shared().readTree(body).propertyNames()));
            Answer answer = send(route, body);
            assertThat(isTaken(answer)).as("%s: %s", body, answer.text()).isTrue();
          }
          assertThat(had).containsAll(route.fields());
        });
  }

  @TestFactory
  Stream<DynamicTest> aFieldThatCannotBeIsRefusedByItsName() {
    return each(
        route -> {
          for (String body : FineBodies.of(route)) {
            for (List<String> place : places(JsonMapper.shared().readTree(body))) {
              String name = String.join(".", place);
              List<String> taken = TAKEN.getOrDefault(name, List.of());
              if (name.equals("resources") && body.contains("{\"image\"")) {
                // Without it the image would be missing.
                continue;
              }
              for (String value : ALL) {
                Answer answer = send(route, with(body, place, value));
                if (taken.contains(value)) {
                  assertThat(isTaken(answer))
                      .as("%s, %s: %.60s, %.300s", route, name, value, answer.text())
                      .isTrue();
                } else {
                  refused(answer, route, place, value);
                }
              }
            }
          }
        });
  }

  /** Done, or not for now; nothing of the body was wrong. */
  private static boolean isTaken(Answer answer) {
    return answer.status() / 100 == 2 || answer.status() == 404;
  }

  private static void refused(Answer answer, Route route, List<String> place, String value) {
    String told =
        "%s, %s: %.60s, %.300s".formatted(route, String.join(".", place), value, answer.text());
    assertThat(answer.status()).as(told).isEqualTo(route.statusOfFault());
    String field = named(place);
    if (route.path().startsWith("/api/v1/")) {
      assertThat(answer.message()).as(told).contains(field);
      return;
    }
    JsonNode fault = answer.json().path("detail").path(0);
    List<String> loc = fault.path("loc").valueStream().map(JsonNode::asString).toList();
    assertThat(loc).as(told).startsWith("body");
    // What image_url cannot be an image cannot be.
    String other = field.equals("image_url") ? "image" : field;
    assertThat(
            loc.contains(field)
                || loc.contains(other)
                || fault.path("msg").asString().contains(field))
        .as(told)
        .isTrue();
  }

  /** The last name of a place: items of lists have none. */
  private static String named(List<String> place) {
    String last = place.getLast();
    return last.matches("\\d+") ? named(place.subList(0, place.size() - 1)) : last;
  }

  /** Everything in it that could be something else. */
  private static List<List<String>> places(JsonNode node) {
    var places = new ArrayList<List<String>>();
    if (node.isObject()) {
      node.properties().forEach(one -> below(one.getKey(), one.getValue(), places));
    }
    for (int item = 0; node.isArray() && item < node.size(); item++) {
      below(Integer.toString(item), node.get(item), places);
    }
    return places;
  }

  private static void below(String name, JsonNode node, List<List<String>> places) {
    places.add(List.of(name));
    places(node)
        .forEach(place -> places.add(Stream.concat(Stream.of(name), place.stream()).toList()));
  }

  /** The body with another value there; as text, for not every value survives being read. */
  private static String with(String body, List<String> place, String value) {
    JsonNode tree = JsonMapper.shared().readTree(body);
    JsonNode at = tree;
    for (String step : place.subList(0, place.size() - 1)) {
      at = at instanceof ArrayNode list ? list.get(Integer.parseInt(step)) : at.path(step);
    }
    String mark = "here-it-goes";
    switch (at) {
      case ObjectNode object -> object.put(place.getLast(), mark);
      case ArrayNode list -> list.set(Integer.parseInt(place.getLast()), mark);
      default -> throw new AssertionError(place);
    }
    return tree.toString().replace('"' + mark + '"', value);
  }
}
