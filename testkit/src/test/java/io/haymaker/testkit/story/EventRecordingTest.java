package io.haymaker.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.event.AgentEvent;
import io.haymaker.core.event.EventType;
import io.haymaker.core.event.Incoming;
import io.haymaker.core.event.Severity;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.LedgerEntry.State;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.run.Phase;
import io.haymaker.scenario.ScenarioName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One effect per event, however often and in whatever order it comes. */
final class EventRecordingTest {
  private static final ResourceId DISK =
      ResourceId.of("/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/d");

  private final Story story = Story.of("compute-01").until(Phase.MONITORING);

  private Incoming event(EventType type, RunId run, Duration ago) {
    return new Incoming.Complete(
        new AgentEvent(
            UUID.randomUUID(),
            type,
            type == EventType.OTHER ? "brand_new" : type.wireName(),
            run,
            new ScenarioName("compute-01"),
            Optional.of("agent-1"),
            story.clock.instant().minus(ago),
            type.name().startsWith("RESOURCE") ? Optional.of(DISK) : Optional.empty(),
            type == EventType.RESOURCE_DELETION_FAILED ? 3 : 0,
            type == EventType.RESOURCE_DELETION_FAILED ? Optional.of("in use") : Optional.empty(),
            "message",
            Severity.INFO,
            Map.of()));
  }

  private LedgerEntry disk() {
    return story.store.ledger().ofRun(story.id()).getFirst();
  }

  @Test
  void anEventDeliveredTwiceHasOneEffect() {
    Incoming failed = event(EventType.RESOURCE_DELETION_FAILED, story.id(), Duration.ZERO);
    story.recorder.handle(failed);
    story.recorder.handle(failed);

    assertThat(disk().attempts()).isEqualTo(3);
    assertThat(disk().error()).contains("in use");
    new Ending(story).journal("resource_deletion_failed").hasSize(1);
  }

  @Test
  void newsThatComeInTheWrongOrderAreTakenByTheirTime() {
    story.recorder.handle(event(EventType.RESOURCE_DELETED, story.id(), Duration.ofSeconds(1)));
    story.recorder.handle(event(EventType.RESOURCE_CREATED, story.id(), Duration.ofSeconds(9)));

    assertThat(disk().state()).isEqualTo(State.REPORTED_DELETED);
    assertThat(disk().createdAt()).isEqualTo(story.clock.instant().minusSeconds(9));
  }

  @Test
  void anEventOfAnUnknownRunIsKeptInTheJournalOnly() {
    RunId unknown = RunId.random();
    story.recorder.handle(event(EventType.RESOURCE_CREATED, unknown, Duration.ZERO));

    assertThat(story.store.journal().ofRun(unknown, 0, 10)).hasSize(1);
    assertThat(story.store.ledger().ofRun(unknown)).isEmpty();
    assertThat(story.store.work().nextLook(unknown)).isEmpty();
  }

  @Test
  void anEventOfAnUnknownTypeIsKept() {
    story.recorder.handle(event(EventType.OTHER, story.id(), Duration.ZERO));

    new Ending(story).journal("brand_new").hasSize(1);
    assertThat(story.store.ledger().ofRun(story.id())).isEmpty();
  }

  @Test
  void anAgentThatIsThroughOrInErrorCallsForALook() {
    for (EventType type : List.of(EventType.CLEANUP_COMPLETE, EventType.ERROR)) {
      story.store.work().take(story.clock.instant().plus(Duration.ofDays(1)));
      story.recorder.handle(event(type, story.id(), Duration.ZERO));
      assertThat(story.store.work().nextLook(story.id()))
          .as("its container ends a moment after its last word")
          .contains(story.clock.instant().plus(Duration.ofSeconds(1)));
    }
  }

  @Test
  void aMessageThatLacksFieldsIsKept() {
    var incomplete = new Incoming.Incomplete(UUID.randomUUID(), List.of("run_id is missing"), "{}");
    story.recorder.handle(incomplete);
    story.recorder.handle(incomplete);

    assertThat(
            story
                .store
                .journal()
                .append(
                    new io.haymaker.core.event.JournalEntry(
                        incomplete.id(),
                        story.clock.instant(),
                        Optional.empty(),
                        Optional.empty(),
                        "again",
                        Severity.INFO,
                        "",
                        Optional.empty(),
                        Map.of())))
        .as("its line is there already")
        .isFalse();
  }
}
