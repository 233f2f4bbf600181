package io.haymaker.emulator.ingestion;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was ingested, one document for each request, in the order of its coming. */
final class IngestedRows {
  private static final String KIND = "ingested";

  private final Cloud cloud;
  private final AtomicLong last;

  IngestedRows(Cloud cloud) {
    this.cloud = cloud;
    this.last =
        new AtomicLong(
            cloud.store().list(KIND).stream()
                .mapToLong(entry -> Long.parseLong(entry.key()))
                .max()
                .orElse(0));
  }

  void add(
      ArmResource rule, String immutableId, String stream, Caller caller, List<ObjectNode> rows) {
    long sequence = last.incrementAndGet();
    ObjectNode document =
        Json.object()
            .put("sequence", sequence)
            .put("at", cloud.clock().instant().toString())
            .put("rule", immutableId)
            .put("ruleId", rule.id().text())
            .put("stream", stream)
            .put("caller", caller.objectId());
    ArrayNode array = document.putArray("rows");
    rows.forEach(array::add);
    // Keys are compared as texts: all of one length keep the order of numbers.
    cloud.store().put(KIND, "%019d".formatted(sequence), document);
  }

  Response list(Request request) {
    Optional<String> rule = request.query("rule");
    Optional<String> stream = request.query("stream");
    long after = request.query("after").map(Long::valueOf).orElse(0L);
    ObjectNode body = Json.object();
    ArrayNode value = body.putArray("value");
    cloud.store().list(KIND).stream()
        .map(entry -> entry.document())
        .filter(one -> one.path("sequence").asLong() > after)
        .filter(one -> rule.isEmpty() || rule.equals(Json.string(one, "rule")))
        .filter(one -> stream.isEmpty() || stream.equals(Json.string(one, "stream")))
        .forEach(value::add);
    return Response.json(200, body);
  }
}
