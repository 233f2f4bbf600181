package io.haymaker.core.run;

import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.cleanup.CleanupReport.Remaining;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.scenario.ScenarioName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells in full what remains: all that our book does not know to be gone or the audit saw. Pure.
 */
final class RemainingReporter {
  private static final String APART = ", ";

  private final List<ScenarioRun> scenarios;
  private final Map<ResourceId, Resource> seen;
  private final Map<String, String> reasons = new HashMap<>();

  /**
   * @param seen what could be read of it
   */
  RemainingReporter(Run run, List<ScenarioRun> scenarios, Map<ResourceId, Resource> seen) {
    this.scenarios = scenarios;
    this.seen = seen;
    run.cleanup().map(CleanupProgress::remaining).orElse(List.of()).stream()
        .filter(line -> line.contains(APART))
        .forEach(
            line -> {
              int cut = line.indexOf(APART);
              reasons.put(
                  line.substring(0, cut).toLowerCase(java.util.Locale.ROOT),
                  line.substring(cut + APART.length()));
            });
  }

  List<Remaining> report(List<LedgerEntry> book, Optional<AuditReport> audit) {
    Map<ResourceId, Optional<LedgerEntry>> remaining = new LinkedHashMap<>();
    Map<ResourceId, LedgerEntry> known = new HashMap<>();
    for (LedgerEntry entry : book) {
      known.put(entry.id(), entry);
      if (!entry.isGone()) {
        remaining.put(entry.id(), Optional.of(entry));
      }
    }
    audit
        .map(AuditReport::resourceIds)
        .orElse(List.of())
        .forEach(id -> remaining.putIfAbsent(id, Optional.ofNullable(known.get(id))));
    return remaining.entrySet().stream().map(one -> line(one.getKey(), one.getValue())).toList();
  }

  private Remaining line(ResourceId id, Optional<LedgerEntry> entry) {
    Optional<Resource> itself = Optional.ofNullable(seen.get(id));
    return new Remaining(
        id.value(),
        id.type(),
        id.name(),
        entry
            .flatMap(LedgerEntry::scenario)
            .or(() -> scenarioOf(id))
            .map(ScenarioName::value)
            .orElse(""),
        itself
            .flatMap(resource -> resource.traits().createdAt())
            .or(() -> entry.map(LedgerEntry::createdAt)),
        itself.map(Resource::tags).orElse(Map.of()),
        entry.map(LedgerEntry::attempts).orElse(0),
        entry.flatMap(LedgerEntry::error),
        Optional.ofNullable(reasons.get(id.key())).orElseGet(() -> reason(entry)));
  }

  private Optional<ScenarioName> scenarioOf(ResourceId id) {
    return scenarios.stream()
        .filter(one -> id.equals(one.plan().group()) || id.isBelow(one.plan().group()))
        .map(ScenarioRun::scenario)
        .findFirst();
  }

  private static String reason(Optional<LedgerEntry> entry) {
    if (entry.isEmpty()) {
      return "the audit saw it";
    }
    return switch (entry.get().state()) {
      case EXISTS -> "nobody deleted it";
      case REPORTED_DELETED -> "its agent says it is deleted; not proven";
      case DELETION_FAILED -> entry.get().error().orElse("it could not be deleted");
      case FORCE_DELETED -> "deleted; not proven";
      case GONE -> "it was gone, and the audit saw it again";
    };
  }
}
