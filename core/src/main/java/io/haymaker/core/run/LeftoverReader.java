package io.haymaker.core.run;

import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.resource.SoftDeleted;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what remains once more, for what only the thing itself can tell a report: its tags, and
 * when it was made. What cannot be read is reported without.
 */
final class LeftoverReader {
  private final ResourceReader reader;
  private final SideBySide threads;

  LeftoverReader(ResourceReader reader, SideBySide threads) {
    this.reader = reader;
    this.threads = threads;
  }

  Map<ResourceId, Resource> read(List<LedgerEntry> book, Optional<AuditReport> audit) {
    Set<ResourceId> wanted = new LinkedHashSet<>();
    book.stream().filter(entry -> !entry.isGone()).map(LedgerEntry::id).forEach(wanted::add);
    audit.map(AuditReport::resourceIds).ifPresent(wanted::addAll);
    List<ResourceId> ids = List.copyOf(wanted);
    Map<ResourceId, Resource> seen = new HashMap<>();
    for (Look<Resource> look : threads.map(ids, reader::read)) {
      if (look instanceof Look.Found<Resource>(Resource resource)) {
        seen.put(resource.id(), resource);
      }
    }
    if (seen.size() < ids.size()
        && reader.softDeleted() instanceof Listing.Complete<SoftDeleted>(List<SoftDeleted> kept)) {
      kept.stream()
          .filter(copy -> wanted.contains(copy.id()))
          .forEach(copy -> seen.putIfAbsent(copy.id(), Resource.of(copy.id(), copy.tags())));
    }
    return seen;
  }
}
