package io.haymaker.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.haymaker.core.access.Role;
import io.haymaker.core.scaler.PlatformRoom;
import io.haymaker.server.Served.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Scalers over HTTP. */
class ScalersTest {
  private static Served api;
  private static String reader;
  private static String operator;

  @BeforeAll
  static void start() {
    api = new Served(true);
    reader = api.key(Role.READER);
    operator = api.key(Role.OPERATOR);
    api.scaler.queues.send("roads", "m-1", "512");
    api.scaler.queues.send("roads", "m-2", "1");
    api.scaler.queues.send("roads", "m-3", "2");
    api.scaler.queues.send("shops", "bad", "plenty");
    api.scaler.pass();
    api.scaler.desk.roomIs(ServedScaler.NAME, new PlatformRoom.NotKnown("no answer", "ask again"));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static JsonNode get(String path) {
    Answer answer = api.get("/api/v1/scalers" + path, "X-API-Key", reader);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  /** What is said of a message of the troubled scaler, but for what it is. */
  private static JsonNode message(String id) {
    ObjectNode message =
        get("/troubled/messages")
            .path("messages")
            .valueStream()
            .filter(one -> one.path("message_id").asString().equals(id))
            .map(ObjectNode.class::cast)
            .findFirst()
            .orElseThrow();
    return message.retain("verdict", "reason", "attempt", "until", "starts_at");
  }

  @Test
  void eachTellsHowItDoes() {
    assertThat(get("").path("scalers").valueStream())
        .extracting(one -> one.path("name").asString())
        .containsExactly("osw", "troubled");
    JsonNode one = get("").path("scalers").get(0);
    assertThat(one).isEqualTo(get("/osw"));
    assertThat(one.at("/quota/verdict").asString()).isEqualTo("not_known");
    assertThat(one.at("/quota/message").asString()).isEqualTo("no answer");
    assertThat(one.at("/quota/what_to_do").asString()).isEqualTo("ask again");
    assertThat(one.path("name").asString()).isEqualTo("osw");
    assertThat(one.path("capacity").asInt()).isEqualTo(2);
    assertThat(one.path("active").asInt()).isEqualTo(2);
    JsonNode pass = one.path("last_pass");
    assertThat(pass.path("served").asInt()).isEqualTo(2);
    assertThat(pass.path("refused").asInt()).isEqualTo(1);
    assertThat(pass.path("waiting").asInt()).isEqualTo(1);
    assertThat(pass.path("oldest").asString()).isNotBlank();
  }

  @Test
  void eachMessageHasAVerdictWithItsReason() {
    List<JsonNode> messages = get("/osw/messages").path("messages").valueStream().toList();
    assertThat(messages)
        .extracting(
            message -> message.path("message_id").asString(),
            message -> message.path("verdict").asString())
        .contains(
            tuple("m-1", "served"),
            tuple("m-2", "served"),
            tuple("m-3", "waits"),
            tuple("bad", "refused"));
    assertThat(messages)
        .filteredOn(message -> message.path("message_id").asString().equals("m-3"))
        .singleElement()
        .satisfies(
            message -> assertThat(message.path("reason").asString()).isEqualTo("no capacity"));
    assertThat(messages)
        .filteredOn(message -> message.path("message_id").asString().equals("bad"))
        .singleElement()
        .satisfies(
            message ->
                assertThat(message.path("reason").asString()).contains("file_size_mb", "plenty"));
    assertThat(get("/osw/messages?limit=1").path("messages")).hasSize(1);
  }

  @Test
  void whatKeepsMessagesWaitingStandsWithItsEndAndEachWithWhenItIsLikelyToStart() {
    TroubledScaler troubled = api.scaler.troubled;
    assertThat(get("/troubled").path("hold"))
        .isEqualTo(
            json("{\"reason\": \"quota\", \"until\": \"%s\"}".formatted(troubled.heldUntil)));
    assertThat(message("again"))
        .isEqualTo(
            json(
                """
                {"verdict": "waits", "reason": "attempt 2", "attempt": null,
                 "until": "%s", "starts_at": "%s"}
                """
                    .formatted(troubled.retryAt, troubled.heldUntil)));
    assertThat(message("late"))
        .isEqualTo(
            json(
                """
                {"verdict": "waits", "reason": "quota", "attempt": null,
                 "until": "%s", "starts_at": "%s"}
                """
                    .formatted(troubled.heldUntil, troubled.heldUntil)));
  }

  @ParameterizedTest
  @CsvSource({"52, 52, 11", "53, 53, 10", "63, 63, 0", "100, 63, 0"})
  void whoAsksForFewerMessagesThanWaitIsToldHowManyMoreThereAre(int limit, int told, int more) {
    JsonNode some = get("/troubled/messages?limit=" + limit);
    assertThat(some.path("messages")).hasSize(told);
    assertThat(some.path("more").intValue()).isEqualTo(more);
  }

  @Test
  void aMessageThatHadAllItsContainersIsPoisonAndNeverStarts() {
    assertThat(message("spent"))
        .isEqualTo(
            json(
                """
                {"verdict": "poison", "reason": "it had 3 containers and waits still",
                 "attempt": 3, "until": null, "starts_at": null}
                """));
  }

  @Test
  void containersTellWhatTheyWereMadeForAndNoneOfWhatTheyAreTold() {
    JsonNode fleet = get("/osw/containers");
    assertThat(fleet.path("present")).hasSize(2);
    assertThat(fleet.path("ended")).isEmpty();
    assertThat(fleet.path("present").valueStream())
        .extracting(one -> one.path("made").path("message_id").asString())
        .containsExactlyInAnyOrder("m-1", "m-2");
    assertThat(fleet.path("present").valueStream())
        .filteredOn(one -> one.path("made").path("message_id").asString().equals("m-1"))
        .allMatch(one -> one.path("made").path("memory_gb").asDouble() == 4.0);
    assertThat(fleet.toString()).doesNotContain("hush");
  }

  @Test
  void operatorsPauseResumeAndRun() {
    assertThat(api.post("/api/v1/scalers/osw/pause", "", "X-API-Key", reader).status())
        .isEqualTo(403);
    Answer paused = api.post("/api/v1/scalers/osw/pause", "", "X-API-Key", operator);
    assertThat(paused.json().path("paused").asBoolean()).as(paused.text()).isTrue();
    assertThat(get("/osw").path("paused").asBoolean()).isTrue();

    Answer resumed = api.post("/api/v1/scalers/osw/resume", "", "X-API-Key", operator);
    assertThat(resumed.json().path("paused").asBoolean(true)).as(resumed.text()).isFalse();
    int before = api.scaler.woken.size();
    Answer asked = api.post("/api/v1/scalers/osw/run", "", "X-API-Key", operator);
    assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    assertThat(api.scaler.woken).hasSize(before + 1).last().isEqualTo("scaler-osw");
  }

  @Test
  void whatIsNoScalerIsNotFound() {
    for (String path : List.of("/none", "/none/messages", "/NONE/containers", "/%20")) {
      Answer answer = api.get("/api/v1/scalers" + path, "X-API-Key", reader);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.code()).isEqualTo("SCALER_NOT_FOUND");
    }
    for (String verb : List.of("pause", "resume", "run")) {
      assertThat(api.post("/api/v1/scalers/none/" + verb, "", "X-API-Key", operator).status())
          .as(verb)
          .isEqualTo(404);
    }
    assertThat(api.get("/api/v1/scalers/osw/messages?limit=0", "X-API-Key", reader).status())
        .isEqualTo(400);
  }
}
