package io.haymaker.agent.run;

import io.haymaker.agent.arm.ResourceId;
import java.util.List;
import java.util.Optional;

/**
 * A resource that the agent made, or may have made.
 *
 * @param apiVersion by which it was made; empty when a shell block made it
 * @param references ids in the body that made it: what it needs, which therefore cannot go before
 *     it
 * @param confirmed whether it was seen to exist; else its making was begun with unknown outcome
 */
record LedgerEntry(
    ResourceId id, Optional<String> apiVersion, List<ResourceId> references, boolean confirmed) {

  LedgerEntry {
    references = List.copyOf(references);
  }

  LedgerEntry asConfirmed() {
    return new LedgerEntry(id, apiVersion, references, true);
  }

  boolean refersTo(ResourceId other) {
    return references.stream().anyMatch(reference -> reference.isWithin(other));
  }
}
