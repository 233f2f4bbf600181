package io.haymaker.agent.run;

import io.haymaker.agent.arm.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this agent made and has not removed, in the order of making. An entry is there before the
 * request is sent, so that a lost answer or a stop in its midst does not hide the resource from the
 * clean-up. Used by one thread.
 */
final class Ledger {

  private final Map<ResourceId, LedgerEntry> entries = new LinkedHashMap<>();
  private int created;
  private int deleted;

  /** Notes that a resource is about to be made; one that is known stays as it is. */
  void intend(ResourceId id, Optional<String> apiVersion, List<ResourceId> references) {
    entries.putIfAbsent(id, new LedgerEntry(id, apiVersion, references, false));
  }

  /** Takes an intention back whose request was refused; does nothing when the resource exists. */
  void withdraw(ResourceId id) {
    LedgerEntry entry = entries.get(id);
    if (entry != null && !entry.confirmed()) {
      entries.remove(id);
    }
  }

  /**
   * Notes that the resource exists.
   *
   * @return whether that is news
   */
  boolean confirm(ResourceId id) {
    LedgerEntry entry =
        entries.getOrDefault(id, new LedgerEntry(id, Optional.empty(), List.of(), false));
    if (entry.confirmed()) {
      return false;
    }
    entries.put(id, entry.asConfirmed());
    created++;
    return true;
  }

  /**
   * Notes that the resource is gone, and with it all its parts.
   *
   * @return the entries that are gone by this and had been seen to exist, parts first
   */
  List<ResourceId> remove(ResourceId id) {
    List<ResourceId> gone = new ArrayList<>();
    for (LedgerEntry entry : lastFirst()) {
      if (entry.id().isWithin(id)) {
        entries.remove(entry.id());
        if (entry.confirmed()) {
          gone.add(entry.id());
          deleted++;
        }
      }
    }
    return gone;
  }

  boolean contains(ResourceId id) {
    return entries.containsKey(id);
  }

  /** What is still there, last made first. */
  List<LedgerEntry> lastFirst() {
    return new ArrayList<>(entries.values()).reversed();
  }

  /** How many resources were seen to exist so far; one that is made again counts again. */
  int created() {
    return created;
  }

  /** How many of those were seen to be gone. */
  int deleted() {
    return deleted;
  }
}
