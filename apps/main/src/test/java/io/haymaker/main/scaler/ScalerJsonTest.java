package io.haymaker.main.scaler;

import static io.haymaker.main.scaler.Seen.claim;
import static io.haymaker.main.scaler.Seen.message;
import static io.haymaker.main.scaler.Seen.outlook;
import static io.haymaker.main.scaler.Seen.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.outcome.Problem;
import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.MessageOutlook;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.PlatformRoom;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerPlan.Decision;
import io.haymaker.core.scaler.ScalerPreview;
import io.haymaker.core.scaler.ScalerSnapshot.Hold;
import io.haymaker.core.scaler.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code scaler plan} and {@code run-once} tell programs. */
class ScalerJsonTest {

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static JsonNode first(PlannedScaler plan) {
    return json(ScalerJson.of(List.of(plan))).at("/scalers/0");
  }

  private static JsonNode message0(MessageOutlook one) {
    return first(plan(one)).at("/messages/0");
  }

  @Test
  void withoutAnythingToTellEveryListIsThereAndEmpty() {
    assertThat(first(plan()))
        .isEqualTo(
            json(
                """
                {"name": "main", "at": "2026-05-01T12:00:00Z", "capacity": 5, "alive": 1,
                 "paused": false, "hold": null, "region_quota": null, "messages": [],
                 "more": 0, "problems": []}
                """));
    assertThat(json(ScalerJson.of(List.of()))).isEqualTo(json("{\"scalers\": []}"));
    assertThat(json(ScalerJson.of(Map.of()))).isEqualTo(json("{\"scalers\": []}"));
  }

  @Test
  void whereMoreWaitsThanIsToldThatIsSaid() {
    JsonNode cut = first(Seen.cut(outlook(message("m"), Seen.start(1))));
    assertThat(cut.path("messages")).hasSize(1);
    assertThat(cut.path("more").asInt()).isEqualTo(1500);
  }

  @Test
  void whatKeepsAScalerFromStartingStandsWithItsTime() {
    var held =
        new ScalerPreview(
            Seen.NAME,
            Seen.NOON,
            5,
            0,
            true,
            Optional.of(new Hold("quota", Seen.NOON.plusSeconds(60))),
            List.of(),
            0,
            List.of("small: Timeout: no answer"));
    JsonNode one = first(new PlannedScaler(held, Optional.empty()));
    assertThat(one.path("paused").asBoolean()).isTrue();
    assertThat(one.path("hold"))
        .isEqualTo(json("{\"reason\": \"quota\", \"until\": \"2026-05-01T12:01:00Z\"}"));
    assertThat(one.path("problems")).isEqualTo(json("[\"small: Timeout: no answer\"]"));
  }

  @Test
  void theRegionsQuotaHasAVerdictOfItsOwnWhenNobodyCouldLook() {
    assertThat(first(plan(new PlatformRoom.Enough("much"))).path("region_quota"))
        .isEqualTo(json("{\"verdict\": \"enough\", \"message\": \"much\"}"));
    assertThat(first(plan(new PlatformRoom.TooLittle("little", "ask"))).path("region_quota"))
        .isEqualTo(
            json(
                "{\"verdict\": \"too_little\", \"message\": \"little\", \"what_to_do\": \"ask\"}"));
    assertThat(first(plan(new PlatformRoom.NotKnown("Oops", "look"))).path("region_quota"))
        .isEqualTo(
            json("{\"verdict\": \"not_known\", \"message\": \"Oops\", \"what_to_do\": \"look\"}"));
  }

  @Test
  void eachVerdictHasTheFieldsThatBelongToIt() {
    assertThat(message0(outlook(message("m"), Seen.start(2))))
        .isEqualTo(
            json(
                """
                {"subscription": "small", "sequence_number": 7, "message_id": "m",
                 "enqueued_at": "2026-05-01T11:59:55Z", "file_size_mb": "512",
                 "verdict": "start", "attempt": 2, "cpu_cores": 2.0, "memory_gb": 4.0}
                """));
    JsonNode served = message0(outlook(message("m"), new Verdict.Served("worker-9")));
    assertThat(served.path("verdict").asString()).isEqualTo("served");
    assertThat(served.path("container").asString()).isEqualTo("worker-9");
    JsonNode poison = message0(outlook(message("m"), new Verdict.Poison(3)));
    assertThat(poison.path("verdict").asString()).isEqualTo("poison");
    assertThat(poison.path("attempts").asInt()).isEqualTo(3);
  }

  @Test
  void aWaitTellsItsReasonAndWhenItEndsAndAnEstimateWhereThereIsOne() {
    JsonNode waits =
        message0(
            new MessageOutlook(
                message("m"),
                new Verdict.Waits("attempt 2", Optional.of(Seen.NOON.plusSeconds(40))),
                Optional.of(Seen.NOON.plusSeconds(45))));
    assertThat(waits.path("verdict").asString()).isEqualTo("waits");
    assertThat(waits.path("reason").asString()).isEqualTo("attempt 2");
    assertThat(waits.path("until").asString()).isEqualTo("2026-05-01T12:00:40Z");
    assertThat(waits.path("estimated_start").asString()).isEqualTo("2026-05-01T12:00:45Z");
    JsonNode open =
        message0(outlook(message("m"), new Verdict.Waits("no capacity", Optional.empty())));
    assertThat(open.path("until").isNull()).isTrue();
    assertThat(open.has("estimated_start")).isFalse();
  }

  /** Whoever refuses says why; and what senders wrote is told as it is, whole. */
  @Test
  void aRefusedMessageIsToldAsItWasWritten() {
    String name = "x".repeat(200) + "🚜干し草";
    JsonNode refused =
        message0(
            outlook(
                message(Optional.of(name), Optional.of(Seen.EVIL)),
                new Verdict.Refused(new Problem("BadFileSize", "'" + Seen.EVIL + "' is bad"))));
    assertThat(refused.path("message_id").asString()).isEqualTo(name);
    assertThat(refused.path("file_size_mb").asString()).isEqualTo(Seen.EVIL);
    assertThat(refused.path("code").asString()).isEqualTo("BadFileSize");
    assertThat(refused.path("reason").asString()).isEqualTo("'" + Seen.EVIL + "' is bad");
    JsonNode nameless =
        message0(
            outlook(
                message(Optional.empty(), Optional.empty()),
                new Verdict.Refused(new Problem("NoMessageId", "message_id is missing"))));
    assertThat(nameless.path("message_id").isNull()).isTrue();
    assertThat(nameless.path("file_size_mb").isNull()).isTrue();
  }

  @Test
  void noControlCharacterOfASenderReachesTheTerminalRaw() {
    assertThat(ScalerJson.of(List.of(plan(outlook(message("a\u001b[2Jb"), Seen.start(1))))))
        .doesNotContain("\u001b");
  }

  @Test
  void passesStandInTheOrderOfTheirScalersWithWhatBeganAndEnded() {
    var passes = new LinkedHashMap<ScalerName, PassReport>();
    passes.put(
        new ScalerName("z"),
        Seen.report(
            List.of(claim("m-1", 2)),
            List.of(Seen.ended(claim("m-0", 1), Claim.How.ORPHANED, "its message is gone", "x\ny")),
            List.of("oops"),
            new Decision(message("m-1"), Seen.start(2))));
    passes.put(new ScalerName("a"), Seen.report(List.of(), List.of(), List.of()));

    JsonNode scalers = json(ScalerJson.of(passes)).path("scalers");

    assertThat(scalers.valueStream())
        .extracting(one -> one.path("name").asString())
        .containsExactly("z", "a");
    JsonNode one = scalers.get(0);
    assertThat(one.path("started"))
        .isEqualTo(
            json(
                """
                [{"container": "worker-2", "subscription": "small", "message_id": "m-1",
                  "sequence_number": 7, "attempt": 2, "file_size_mb": 512.0,
                  "cpu_cores": 2.0, "memory_gb": 4.0}]
                """));
    JsonNode ended = one.at("/ended/0");
    assertThat(ended.path("how").asString()).isEqualTo("orphaned");
    assertThat(ended.path("reason").asString()).isEqualTo("its message is gone");
    assertThat(ended.path("log").asString()).isEqualTo("x\ny");
    assertThat(ended.path("ended_at").asString()).isEqualTo("2026-05-01T12:00:00Z");
    assertThat(one.at("/messages/0/verdict").asString()).isEqualTo("start");
    assertThat(one.path("problems")).isEqualTo(json("[\"oops\"]"));
    assertThat(scalers.get(1).path("started")).isEmpty();
  }
}
