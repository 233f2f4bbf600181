package io.haymaker.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.alert.Alert;
import io.haymaker.core.alert.AlertCourier;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.run.Conclusion.Reason;
import io.haymaker.core.run.Phase;
import io.haymaker.scenario.ScenarioName;
import io.haymaker.testkit.cloud.CloudOperation;
import io.haymaker.testkit.fault.SimulatedCrash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run that is not proven clean is told of, once, whoever dies in between. */
final class AlertTest {
  private final List<Alert> received = new ArrayList<>();

  private static Story withALeftover() {
    var story = Story.of("compute-01").untilAgentsAreAtWork();
    ResourceId planted =
        story.cloud.plant(
            story.group("compute-01") + "/providers/Microsoft.KeyVault/vaults/planted",
            new Owner(Story.US, story.id(), new ScenarioName("compute-01")).tags());
    story.cloud.plantLock(planted, "keep", Map.of());
    return story;
  }

  @Test
  void aCleanRunIsNoNews() {
    var story = Story.of("compute-01").leavingBehind(1);

    story.end().isClean().journal("alert_raised").isEmpty();

    assertThat(story.store.alerts().all()).isEmpty();
  }

  @Test
  void aLeftoverIsToldWithWhatRemainsAndWhy() {
    var story = withALeftover();

    story.end().failedFor(Reason.LEFTOVERS).journal("alert_raised").hasSize(1);

    assertThat(story.store.alerts().all())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.run()).isEqualTo(story.id());
              assertThat(alert.reason()).isEqualTo("leftovers");
              assertThat(alert.remaining()).singleElement().asString().contains("planted");
            });
  }

  @Test
  void whatCouldNotBeLookedAtIsToldToo() {
    var story = Story.of("compute-01").untilAgentsAreAtWork();
    story.cloud.faults().on(CloudOperation.AUDIT_SECRETS).couldNotLook("Forbidden");

    story.end().failedFor(Reason.COULD_NOT_LOOK);

    assertThat(story.store.alerts().all())
        .singleElement()
        .satisfies(
            alert -> assertThat(alert.couldNotLook()).anyMatch(line -> line.contains("Forbidden")));
  }

  @Test
  void whoeverDiesAtWhateverStepOfTheEndThereIsOneAlert() {
    for (int step = 0; step < 80; step++) {
      var story = withALeftover();
      story.until(Phase.CLEANUP);
      story.endBegunBy(new ControlPlane(story).dyingAt(step, step % 2 == 0));

      assertThat(story.store.alerts().all())
          .as("step %d", step)
          .singleElement()
          .satisfies(alert -> assertThat(alert.id()).isEqualTo(Alert.idOf(Story.US, story.id())));
    }
  }

  private AlertCourier courier(Story story, List<Outcome<Integer>> answers) {
    return new AlertCourier(
        story.store.alerts(),
        alert -> {
          received.add(alert);
          return answers.isEmpty() ? Outcome.done(200) : answers.removeFirst();
        },
        story.store.journal(),
        story.store.transactions(),
        story.clock);
  }

  @Test
  void itIsSentWithGrowingWaitsUntilItIsTakenAndThenNoMore() {
    var story = withALeftover();
    story.end();
    var answers = new ArrayList<Outcome<Integer>>();
    for (int i = 0; i < 12; i++) {
      answers.add(
          i % 2 == 0 ? Outcome.busy("HTTP503", "down") : Outcome.unknown("TimedOut", "no answer"));
    }
    AlertCourier courier = courier(story, answers);
    var waits = new ArrayList<Duration>();
    Instant next = courier.look();
    while (!story.store.alerts().waiting().isEmpty()) {
      waits.add(Duration.between(story.clock.instant(), next));
      story.clock.set(next);
      next = courier.look();
    }

    assertThat(received).hasSize(13).allMatch(alert -> alert.equals(received.getFirst()));
    assertThat(waits).isSorted().startsWith(Duration.ofSeconds(1)).endsWith(Duration.ofMinutes(5));
    courier.look();
    assertThat(received).hasSize(13);
    new Ending(story).journal("alert_taken").hasSize(1);
  }

  @Test
  void whoDiesAfterItWasTakenSendsTheSameOnceMore() {
    var story = withALeftover();
    story.end();
    var dying =
        new AlertCourier(
            story.store.alerts(),
            alert -> {
              received.add(alert);
              throw new SimulatedCrash("after it was taken");
            },
            story.store.journal(),
            story.store.transactions(),
            story.clock);
    try {
      dying.look();
    } catch (SimulatedCrash expected) {
      courier(story, new ArrayList<>()).look();
    }

    assertThat(received).hasSize(2);
    assertThat(received.get(0)).isEqualTo(received.get(1));
  }
}
