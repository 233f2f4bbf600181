package io.haymaker.core.event;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.scenario.ScenarioName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One line of the journal.
 *
 * @param id what makes it unique; an entry with a known id is not entered again
 * @param at when it happened
 * @param run empty for what is about no run, such as managed containers, and for messages that
 *     named none
 * @param type e.g. {@code resource_created}, {@code phase}, {@code deletion_attempt}
 * @param details everything else, as text; never a secret
 */
public record JournalEntry(
    UUID id,
    Instant at,
    Optional<RunId> run,
    Optional<ScenarioName> scenario,
    String type,
    Severity severity,
    String message,
    Optional<ResourceId> resource,
    Map<String, String> details) {

  public JournalEntry {
    details = Map.copyOf(details);
  }

  /** An entry of the control plane's own about a run. */
  public static JournalEntry of(
      Instant at, RunId run, String type, Severity severity, String message) {
    return new JournalEntry(
        UUID.randomUUID(),
        at,
        Optional.of(run),
        Optional.empty(),
        type,
        severity,
        message,
        Optional.empty(),
        Map.of());
  }

  /** An entry of the control plane's own that is about no run. */
  public static JournalEntry ofNoRun(Instant at, String type, Severity severity, String message) {
    return new JournalEntry(
        UUID.randomUUID(),
        at,
        Optional.empty(),
        Optional.empty(),
        type,
        severity,
        message,
        Optional.empty(),
        Map.of());
  }

  /** The same under an id that is known beforehand, so that it is entered once. */
  public JournalEntry withId(UUID known) {
    return new JournalEntry(known, at, run, scenario, type, severity, message, resource, details);
  }

  public JournalEntry about(ScenarioName name) {
    return new JournalEntry(
        id, at, run, Optional.of(name), type, severity, message, resource, details);
  }

  public JournalEntry about(ResourceId resourceId) {
    return new JournalEntry(
        id, at, run, scenario, type, severity, message, Optional.of(resourceId), details);
  }

  public JournalEntry with(Map<String, String> moreDetails) {
    return new JournalEntry(id, at, run, scenario, type, severity, message, resource, moreDetails);
  }
}
