package io.haymaker.benchmarks.cloud;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Inventory;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceGroups;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.resource.SoftDeleted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Groups and resources; what something else needs is not deleted before that. */
public final class QuickResources
    implements ResourceGroups, ResourceReader, ResourceDeleter, Inventory {
  static final String SUBSCRIPTION = "5ab5c819-0000-4000-8000-000000000002";

  private final Shelf<Resource> shelf = new Shelf<>();
  private final AtomicInteger tooEarly = new AtomicInteger();

  /** The id of a group in this cloud's only subscription. */
  public static ResourceId group(String name) {
    return ResourceId.group(SUBSCRIPTION, name);
  }

  /** Puts a resource that carries its run. */
  public void put(Resource resource) {
    shelf.put(resource.id().key(), run(resource), resource);
  }

  /** Takes a resource away, as its agent does. */
  public void take(ResourceId id) {
    shelf.remove(id.key());
  }

  /** How many there are. */
  public int size() {
    return shelf.size();
  }

  /** How many deletions came before their turn. */
  public int tooEarly() {
    return tooEarly.get();
  }

  private static String run(Resource resource) {
    return OwnerTags.value(resource.tags(), OwnerTags.RUN).orElseThrow();
  }

  @Override
  public Outcome<ResourceId> ensure(String name, String location, Map<String, String> tags) {
    ResourceId id = group(name);
    put(Resource.of(id, tags));
    return Outcome.done(id);
  }

  @Override
  public Look<Resource> read(ResourceId id) {
    return shelf.find(id.key()).map(Look::found).orElseGet(Look::absent);
  }

  @Override
  public Listing<Resource> contents(ResourceId group) {
    return Listing.complete(inside(group));
  }

  /** Nothing is kept in this cloud. */
  @Override
  public Listing<SoftDeleted> softDeleted() {
    return Listing.complete(List.of());
  }

  @Override
  public Listing<Resource> locks(ResourceId group) {
    return Listing.complete(List.of());
  }

  @Override
  public Listing<Resource> ofRun(InstallationId installation, RunId run) {
    return Listing.complete(shelf.ofRun(run.toString()));
  }

  @Override
  public Listing<Resource> managed() {
    return Listing.complete(shelf.all());
  }

  @Override
  public Outcome<Removal> delete(ResourceId id, Duration followFor) {
    Optional<String> run = shelf.runOf(id.key());
    if (run.isEmpty()) {
      return Outcome.done(Removal.ALREADY_ABSENT);
    }
    boolean needed =
        shelf.ofRun(run.get()).stream().anyMatch(other -> other.references().contains(id));
    if (needed || (!id.isGroup() && !inside(id).isEmpty())) {
      tooEarly.incrementAndGet();
      return Outcome.busy("Conflict", id + " is in use");
    }
    inside(id).forEach(one -> shelf.remove(one.id().key()));
    return Outcome.done(shelf.remove(id.key()) ? Removal.REMOVED : Removal.ALREADY_ABSENT);
  }

  private List<Resource> inside(ResourceId id) {
    return shelf
        .runOf(id.key())
        .map(run -> shelf.ofRun(run).stream().filter(one -> one.id().isBelow(id)).toList())
        .orElse(List.of());
  }
}
