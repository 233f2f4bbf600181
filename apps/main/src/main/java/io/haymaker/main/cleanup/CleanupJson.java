package io.haymaker.main.cleanup;

import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.cleanup.CleanupPreview;
import io.haymaker.core.cleanup.CleanupPreview.Doomed;
import io.haymaker.core.cleanup.DeletionPlan.Held;
import io.haymaker.core.ownership.RunId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A cleanup as one JSON object, for programs. */
final class CleanupJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Costs costs;

  CleanupJson(Costs costs) {
    this.costs = costs;
  }

  /**
   * @param audits empty for a dry run
   */
  String of(Outlook outlook, Map<RunId, AuditReport> audits) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("installation", outlook.installation().value());
    json.put("adopting", outlook.adopting());
    json.put("dry_run", audits.isEmpty());
    ArrayNode runs = json.putArray("runs");
    for (CleanupPreview preview : outlook.previews()) {
      ObjectNode run = runs.addObject();
      run(preview, run);
      AuditReport audit = audits.get(preview.run());
      if (audit != null) {
        run.put("proven_clean", audit.provesAbsence());
        run.put("remaining", audit.remaining());
        texts(run.putArray("audit_could_not_look"), audit.couldNotLook());
      }
    }
    ArrayNode active = json.putArray("runs_left_alone");
    outlook.active().forEach(run -> active.add(run.toString()));
    texts(json.putArray("of_no_run"), outlook.found().ofNoRun());
    ObjectNode others = json.putObject("other_installations");
    outlook.found().ofOthers().forEach((other, things) -> texts(others.putArray(other), things));
    texts(json.putArray("could_not_look"), outlook.found().couldNotLook());
    List<Doomed> all =
        outlook.previews().stream().flatMap(preview -> preview.deletions().stream()).toList();
    ObjectNode cost = json.putObject("cost_estimate");
    cost.put("usd_per_hour", costs.sum(all));
    cost.put("resources_of_unknown_price", costs.unknown(all));
    cost.put("source", costs.source());
    return MAPPER.writeValueAsString(json);
  }

  private void run(CleanupPreview preview, ObjectNode run) {
    run.put("run_id", preview.run().toString());
    texts(run.putArray("containers"), preview.containers());
    ArrayNode deletions = run.putArray("deletions");
    for (Doomed doomed : preview.deletions()) {
      ObjectNode one = deletions.addObject();
      one.put("step", doomed.step());
      one.put("resource_id", doomed.id().value());
      one.put("resource_type", doomed.id().type());
      one.put("resource_name", doomed.id().name());
      one.put("manner", doomed.manner().name().toLowerCase(Locale.ROOT));
      one.put("ours_by", doomed.why());
      doomed.since().ifPresent(since -> one.put("created_at", since.toString()));
      costs.perHour(doomed).ifPresent(price -> one.put("estimated_usd_per_hour", price));
    }
    held(run.putArray("left_alone"), preview.held());
    held(run.putArray("left_to_what_they_lie_in"), preview.left());
    texts(run.putArray("identities"), preview.identities());
    texts(run.putArray("could_not_look"), preview.couldNotLook());
  }

  private static void held(ArrayNode list, List<Held> held) {
    for (Held one : held) {
      ObjectNode item = list.addObject();
      item.put("resource_id", one.id().value());
      item.put("reason", one.reason());
    }
  }

  private static void texts(ArrayNode list, List<String> texts) {
    texts.forEach(list::add);
  }
}
