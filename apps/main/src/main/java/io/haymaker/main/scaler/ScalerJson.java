package io.haymaker.main.scaler;

import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.ClaimStore;
import io.haymaker.core.scaler.MessageOutlook;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.PlatformRoom;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerPlan.Decision;
import io.haymaker.core.scaler.ScalerPreview;
import io.haymaker.core.scaler.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Plans and passes as JSON. Pure. */
final class ScalerJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ScalerJson() {}

  static String of(List<PlannedScaler> plans) {
    ObjectNode all = MAPPER.createObjectNode();
    ArrayNode scalers = all.putArray("scalers");
    for (PlannedScaler plan : plans) {
      ScalerPreview preview = plan.preview();
      ObjectNode one = scalers.addObject();
      one.put("name", preview.name().value());
      one.put("at", preview.at().toString());
      one.put("capacity", preview.capacity());
      one.put("alive", preview.alive());
      one.put("paused", preview.paused());
      preview
          .hold()
          .ifPresentOrElse(
              hold ->
                  one.putObject("hold")
                      .put("reason", hold.reason())
                      .put("until", hold.until().toString()),
              () -> one.putNull("hold"));
      plan.room()
          .ifPresentOrElse(
              room -> room(one.putObject("region_quota"), room), () -> one.putNull("region_quota"));
      ArrayNode messages = one.putArray("messages");
      preview.messages().forEach(message -> message(messages.addObject(), message));
      one.put("more", preview.more());
      preview.problems().forEach(one.putArray("problems")::add);
    }
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  static String of(Map<ScalerName, PassReport> reports) {
    ObjectNode all = MAPPER.createObjectNode();
    ArrayNode scalers = all.putArray("scalers");
    reports.forEach(
        (name, report) -> {
          ObjectNode one = scalers.addObject();
          one.put("name", name.value());
          one.put("at", report.at().toString());
          one.put("capacity", report.capacity());
          ArrayNode started = one.putArray("started");
          report.started().forEach(claim -> claim(started.addObject(), claim));
          ArrayNode ended = one.putArray("ended");
          report.ended().forEach(end -> ended(ended.addObject(), end));
          ArrayNode messages = one.putArray("messages");
          for (Decision decision : report.plan().decisions()) {
            message(
                messages.addObject(),
                new MessageOutlook(decision.message(), decision.verdict(), Optional.empty()));
          }
          report.problems().forEach(one.putArray("problems")::add);
        });
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  private static void room(ObjectNode json, PlatformRoom room) {
    switch (room) {
      case PlatformRoom.Enough _ -> json.put("verdict", "enough");
      case PlatformRoom.TooLittle(String _, String whatToDo) ->
          json.put("verdict", "too_little").put("what_to_do", whatToDo);
      case PlatformRoom.NotKnown(String _, String whatToDo) ->
          json.put("verdict", "not_known").put("what_to_do", whatToDo);
    }
    json.put("message", room.message());
  }

  private static void message(ObjectNode json, MessageOutlook one) {
    json.put("subscription", one.message().subscription());
    json.put("sequence_number", one.message().sequenceNumber());
    json.put("message_id", one.message().messageId().orElse(null));
    json.put("enqueued_at", one.message().enqueuedAt().toString());
    json.put("file_size_mb", one.message().fileSize().orElse(null));
    switch (one.verdict()) {
      case Verdict.Start(int attempt, var _, ContainerSize size) -> {
        json.put("verdict", "start");
        json.put("attempt", attempt);
        size(json, size);
      }
      case Verdict.Served(String container) -> {
        json.put("verdict", "served");
        json.put("container", container);
      }
      case Verdict.Waits(String reason, Optional<Instant> until) -> {
        json.put("verdict", "waits");
        json.put("reason", reason);
        json.put("until", until.map(Instant::toString).orElse(null));
      }
      case Verdict.Refused(var problem) -> {
        json.put("verdict", "refused");
        json.put("code", problem.code());
        json.put("reason", problem.message());
      }
      case Verdict.Poison(int attempts) -> {
        json.put("verdict", "poison");
        json.put("attempts", attempts);
      }
    }
    one.startsAt().ifPresent(start -> json.put("estimated_start", start.toString()));
  }

  private static void claim(ObjectNode json, Claim claim) {
    json.put("container", claim.container().value());
    json.put("subscription", claim.key().subscription());
    json.put("message_id", claim.key().messageId());
    json.put("sequence_number", claim.sequenceNumber());
    json.put("attempt", claim.attempt());
    json.put("file_size_mb", claim.file().megabytes());
    size(json, claim.size());
  }

  private static void ended(ObjectNode json, ClaimStore.Ended ended) {
    claim(json, ended.claim());
    json.put("ended_at", ended.end().at().toString());
    json.put("how", ended.end().how().name().toLowerCase(Locale.ROOT));
    json.put("reason", ended.end().reason());
    json.put("log", ended.end().log());
  }

  private static void size(ObjectNode json, ContainerSize size) {
    json.put("cpu_cores", size.cpuCores());
    json.put("memory_gb", size.memoryGb());
  }
}
