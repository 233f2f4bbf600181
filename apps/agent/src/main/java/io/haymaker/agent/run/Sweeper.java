package io.haymaker.agent.run;

import io.haymaker.agent.arm.ApiVersions;
import io.haymaker.agent.arm.ArmAnswer;
import io.haymaker.agent.arm.ArmClient;
import io.haymaker.agent.arm.ArmRequest;
import io.haymaker.agent.arm.ResourceId;
import io.haymaker.agent.stop.Pauser;
import io.haymaker.agent.stop.StopSignal;
import io.haymaker.scenario.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes what is still in the ledger, last made first, in rounds: what is in the way of another
 * goes in one round, and the other in the next. After a stop it no longer waits for operations to
 * end, so that every deletion is at least under way when the platform kills us.
 */
final class Sweeper {

  private static final int ROUNDS_WITHOUT_PROGRESS = 6;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final Duration HURRIED_WAIT = Duration.ofMillis(500);

  private final ArmClient client;
  private final ApiVersions versions;
  private final URI arm;
  private final Duration firstWait;
  private final Ledger ledger;
  private final Reporter reporter;
  private final StopSignal stop;
  private final Pauser pauser;
  private final Map<ResourceId, Trial> trials = new HashMap<>();

  /**
   * @param attempts how often its deletion was asked for
   * @param error why it is still there
   * @param hopeless whether asking again is no use
   */
  private record Trial(int attempts, String error, boolean hopeless) {}

  Sweeper(
      ArmClient client,
      ApiVersions versions,
      URI arm,
      Duration firstWait,
      Ledger ledger,
      Reporter reporter,
      StopSignal stop) {
    this.client = client;
    this.versions = versions;
    this.arm = arm;
    this.firstWait = firstWait;
    this.ledger = ledger;
    this.reporter = reporter;
    this.stop = stop;
    this.pauser = stop;
  }

  /**
   * Deletes all that it can in the time that is left, and reports what it cannot.
   *
   * @param kept what is left alone
   * @return how many remain that should not
   */
  int sweep(Set<ResourceId> kept) throws InterruptedException {
    int idle = 0;
    Duration wait = firstWait;
    while (!open(kept).isEmpty() && idle < ROUNDS_WITHOUT_PROGRESS && !stop.isSpent()) {
      int before = ledger.lastFirst().size();
      for (LedgerEntry entry : open(kept)) {
        // A parent that went in this round took its parts along.
        if (ledger.contains(entry.id()) && !stop.isSpent()) {
          delete(entry);
        }
      }
      boolean progress = ledger.lastFirst().size() < before;
      // After a stop there is nothing better to do with the time than to look again.
      idle = progress || stop.isRequested() ? 0 : idle + 1;
      wait = progress ? firstWait : longer(wait);
      if (!open(kept).isEmpty() && idle < ROUNDS_WITHOUT_PROGRESS) {
        pauser.pause(stop.isRequested() ? HURRIED_WAIT : wait);
      }
    }
    return reportRemaining(kept);
  }

  private List<LedgerEntry> open(Set<ResourceId> kept) {
    return ledger.lastFirst().stream()
        .filter(entry -> !LeaveBehind.isKept(kept, entry.id()))
        .filter(entry -> !trial(entry.id()).hopeless())
        .toList();
  }

  private void delete(LedgerEntry entry) throws InterruptedException {
    Optional<String> version = entry.apiVersion();
    if (version.isEmpty()) {
      version = versions.find(entry.id(), stop);
    }
    if (version.isEmpty()) {
      failed(entry, 0, "No version of the API is known for " + entry.id().type(), true);
      return;
    }
    URI uri = URI.create(arm + entry.id().value() + "?api-version=" + version.get());
    ArmRequest request = ArmRequest.of(HttpMethod.DELETE, uri);
    ArmAnswer answer = client.send(request, stop, 1);
    if (answer instanceof ArmAnswer.Accepted accepted) {
      boolean ended = accepted.reply().status() != 202;
      answer =
          ended || !stop.isRequested()
              ? client.follow(request, accepted, stop)
              : new ArmAnswer.Unknown("Its deletion has begun", accepted.attempts());
    }
    settle(entry, answer);
  }

  private void settle(LedgerEntry entry, ArmAnswer answer) {
    switch (answer) {
      case ArmAnswer.Accepted accepted -> gone(entry, accepted.attempts());
      case ArmAnswer.Refused refused when refused.status() == 404 ->
          gone(entry, refused.attempts());
      case ArmAnswer.Refused refused ->
          failed(
              entry,
              refused.attempts(),
              refused.status() + " " + refused.code() + " " + refused.message(),
              !refused.mayPassForDeletion());
      case ArmAnswer.Unknown unknown -> failed(entry, unknown.attempts(), unknown.reason(), false);
    }
  }

  private void gone(LedgerEntry entry, int attempts) {
    int total = trial(entry.id()).attempts() + attempts;
    ledger.remove(entry.id()).forEach(id -> reporter.deleted(id, total));
  }

  private void failed(LedgerEntry entry, int attempts, String error, boolean hopeless) {
    int total = trial(entry.id()).attempts() + attempts;
    trials.put(entry.id(), new Trial(total, error, hopeless));
  }

  private int reportRemaining(Set<ResourceId> kept) {
    int remaining = 0;
    for (LedgerEntry entry : ledger.lastFirst()) {
      if (!LeaveBehind.isKept(kept, entry.id())) {
        remaining++;
        Trial trial = trial(entry.id());
        reporter.deletionFailed(entry.id(), trial.attempts(), trial.error());
      }
    }
    return remaining;
  }

  private Trial trial(ResourceId id) {
    return trials.getOrDefault(id, new Trial(0, "There was no time left to delete it", false));
  }

  private static Duration longer(Duration wait) {
    Duration twice = wait.multipliedBy(2);
    return twice.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : twice;
  }
}
