package io.haymaker.core.replica;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.Image;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets images that the engine lacks, each once at a time however many want it, with its progress in
 * the journal. A pull that the process does not live to see the end of is begun again by whoever
 * wants the image next.
 */
final class ImageSupply {
  private static final Logger LOG = LoggerFactory.getLogger(ImageSupply.class);

  /** So often at most a pull's progress is worth a line. */
  private static final Duration PACE = Duration.ofSeconds(5);

  private final ConcurrentHashMap<String, CompletableFuture<Outcome<Image>>> underWay =
      new ConcurrentHashMap<>();
  private final ContainerEngine engine;
  private final ReplicaLog log;
  private final Executor threads;
  private final Clock clock;

  /**
   * @param threads on which to wait for pulls
   */
  ImageSupply(ContainerEngine engine, ReplicaLog log, Executor threads, Clock clock) {
    this.engine = engine;
    this.threads = threads;
    this.log = log;
    this.clock = clock;
  }

  /** Makes sure that the engine has the image, and waits for it. */
  Outcome<Image> obtain(String reference) {
    return switch (engine.image(reference)) {
      case Look.Found<Image>(Image image) -> Outcome.done(image);
      case Look.CouldNotLook<Image>(Problem problem) ->
          Outcome.busy(problem.code(), problem.message());
      case Look.Absent<Image>() -> await(reference, fetch(reference, _ -> {}));
    };
  }

  boolean isUnderWay(String reference) {
    return underWay.containsKey(reference);
  }

  /**
   * Begins to get it, unless that is under way already.
   *
   * @param whenOver hears once what came of it, unless somebody else began it
   */
  void fetchAside(String reference, Consumer<Outcome<Image>> whenOver) {
    var _ = fetch(reference, whenOver);
  }

  private CompletableFuture<Outcome<Image>> fetch(
      String reference, Consumer<Outcome<Image>> whenOver) {
    var mine = new CompletableFuture<Outcome<Image>>();
    CompletableFuture<Outcome<Image>> others = underWay.putIfAbsent(reference, mine);
    if (others != null) {
      return others;
    }
    threads.execute(() -> pull(reference, mine, whenOver));
    return mine;
  }

  private void pull(
      String reference,
      CompletableFuture<Outcome<Image>> result,
      Consumer<Outcome<Image>> whenOver) {
    Outcome<Image> outcome = Outcome.unknown("PullBrokeOff", "the pull broke off");
    try {
      enter("image_pull", reference, "pulling " + reference);
      outcome = engine.pull(reference, progress(reference));
      enter(
          outcome.isDone() ? "image_pulled" : "image_pull_failed",
          reference,
          outcome
              .obstacle()
              .map(problem -> "could not pull %s: %s".formatted(reference, problem))
              .orElse("pulled " + reference));
    } finally {
      underWay.remove(reference, result);
      result.complete(outcome);
      whenOver.accept(outcome);
    }
  }

  private Consumer<String> progress(String reference) {
    return new Consumer<>() {
      private Instant last = clock.instant();

      @Override
      public void accept(String words) {
        Instant now = clock.instant();
        if (!now.isBefore(last.plus(PACE))) {
          last = now;
          enter("image_pull", reference, "%s: %s".formatted(reference, words));
        }
      }
    };
  }

  /** A journal that cannot be written is no reason to stop a pull. */
  private void enter(String type, String reference, String message) {
    try {
      log.info(type, reference, message);
    } catch (RuntimeException e) {
      LOG.atWarn()
          .setCause(e)
          .addKeyValue("image", reference)
          .addKeyValue("type", type)
          .log("the journal did not take what is known of a pull");
    }
  }

  private static Outcome<Image> await(
      String reference, CompletableFuture<Outcome<Image>> underWay) {
    try {
      return underWay.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.busy("Interrupted", "nobody waits for the pull of " + reference);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the pull of %s broke off".formatted(reference), e);
    }
  }
}
