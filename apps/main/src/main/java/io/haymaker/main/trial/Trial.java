package io.haymaker.main.trial;

import io.haymaker.azure.instances.GroupWatch.SeenGroup;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.scaler.SizingRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Sends messages and watches until each has had its containers, with the memory that its file
 * needs, and these have ended and been deleted; or until the time is over.
 */
public final class Trial {
  private final TrialGround ground;
  private final SizingRule sizing;
  private final Clock clock;
  private final Pauser pauser;
  private final Duration between;
  private final Consumer<String> news;

  /**
   * @param sizing the scaler's
   * @param between two looks at the containers
   * @param news gets a line for each thing that happens
   */
  public Trial(
      TrialGround ground,
      SizingRule sizing,
      Clock clock,
      Pauser pauser,
      Duration between,
      Consumer<String> news) {
    this.ground = ground;
    this.sizing = sizing;
    this.clock = clock;
    this.pauser = pauser;
    this.between = between;
    this.news = news;
  }

  /**
   * On return the messages have been sent, unless something was wrong before the first.
   *
   * @return what went wrong; empty when all is well
   */
  public List<String> run(List<TrialMessage> messages, Duration timeout)
      throws InterruptedException {
    Instant end = clock.instant().plus(timeout);
    Optional<String> objection = objection(messages);
    if (objection.isPresent()) {
      return List.of(objection.get());
    }
    var followed = new ArrayList<Followed>();
    for (TrialMessage message : messages) {
      // Before the first is sent, so that none is left waiting for nothing.
      if (!(sizing.sizeFor(message.file())
          instanceof Outcome.Done<ContainerSize>(ContainerSize size))) {
        return List.of(
            "no container is large enough for %s MB".formatted(message.file().megabytes()));
      }
      followed.add(new Followed(message, size.memoryGb(), news));
    }
    var faults = new ArrayList<String>();
    for (TrialMessage message : messages) {
      Outcome<String> sent = ground.send(message);
      sent.obstacle()
          .ifPresentOrElse(
              problem -> faults.add("%s could not be sent: %s".formatted(message.id(), problem)),
              () ->
                  news.accept(
                      "%s (%s MB): sent".formatted(message.id(), message.file().megabytes())));
    }
    if (faults.isEmpty()) {
      watch(followed, end).ifPresent(faults::add);
    }
    followed.forEach(one -> faults.addAll(one.faults()));
    return faults;
  }

  private Optional<String> objection(List<TrialMessage> messages) {
    return switch (ground.subscriptions()) {
      case Listing.CouldNotLook<String>(Problem problem) ->
          Optional.of("subscriptions could not be listed: " + problem);
      case Listing.Complete<String>(List<String> there) -> {
        Set<String> missing = new TreeSet<>();
        messages.forEach(message -> missing.addAll(message.expected()));
        there.forEach(missing::remove);
        yield missing.isEmpty()
            ? Optional.empty()
            : Optional.of("the topic has no subscription " + String.join(", ", missing));
      }
    };
  }

  /** What kept it from seeing, if it still did at the end. */
  private Optional<String> watch(List<Followed> followed, Instant end) throws InterruptedException {
    while (true) {
      Listing<SeenGroup> listed = ground.containers();
      if (listed instanceof Listing.Complete<SeenGroup>(List<SeenGroup> all)) {
        followed.forEach(one -> one.look(all));
        if (followed.stream().allMatch(Followed::isOver)) {
          return Optional.empty();
        }
      }
      if (!clock.instant().plus(between).isBefore(end)) {
        return listed instanceof Listing.CouldNotLook<SeenGroup>(Problem problem)
            ? Optional.of("containers could not be listed: " + problem)
            : Optional.empty();
      }
      pauser.pause(between);
    }
  }
}
