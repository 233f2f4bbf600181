package io.haymaker.core.audit;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.retry.Retrier;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks again when a look fails: of the thousand looks of an audit one that fails once must not
 * leave a run unproven. What cannot be seen after all stays what could not be looked at.
 */
public final class PatientReads implements AuditReads {
  private static final Backoff PATIENCE =
      new Backoff(5, Duration.ofSeconds(1), Duration.ofSeconds(10));

  private final AuditReads reads;
  private final Retrier retrier;

  public PatientReads(AuditReads reads, Retrier retrier) {
    this.reads = reads;
    this.retrier = retrier;
  }

  @Override
  public Listing<ResourceId> tagged(Scope scope) {
    return listing(() -> reads.tagged(scope));
  }

  @Override
  public Listing<Kept> softDeleted() {
    return listing(reads::softDeleted);
  }

  @Override
  public Look<ResourceId> read(ResourceId id) {
    return patiently(() -> reads.read(id), look -> look instanceof Look.CouldNotLook);
  }

  @Override
  public Listing<String> containers(Scope scope) {
    return listing(() -> reads.containers(scope));
  }

  @Override
  public Listing<Principal> principals(Scope scope) {
    return listing(() -> reads.principals(scope));
  }

  @Override
  public Listing<Assignment> roleAssignments() {
    return listing(reads::roleAssignments);
  }

  @Override
  public Listing<String> secrets(Scope scope) {
    return listing(() -> reads.secrets(scope));
  }

  private <T> Listing<T> listing(Supplier<Listing<T>> look) {
    return patiently(look, seen -> seen instanceof Listing.CouldNotLook);
  }

  private <T> T patiently(Supplier<T> look, Predicate<T> failed) {
    for (int attempt = 1; ; attempt++) {
      T seen = look.get();
      Duration wait = PATIENCE.full(attempt);
      if (!failed.test(seen)
          || attempt == PATIENCE.attempts()
          || !retrier.waited(wait, retrier.now().plus(wait))) {
        return seen;
      }
    }
  }
}
