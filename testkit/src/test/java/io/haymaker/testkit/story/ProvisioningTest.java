package io.haymaker.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.run.Conclusion.Reason;
import io.haymaker.core.run.Phase;
import io.haymaker.core.run.RunReport;
import io.haymaker.core.run.Stage;
import io.haymaker.testkit.cloud.CloudOperation;
import io.haymaker.testkit.fault.Faults;
import io.haymaker.testkit.runtime.RuntimeOperation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One scenario's trouble is its own: it is undone, and the others go on. */
final class ProvisioningTest {
  private static final String VICTIM = "web-03";
  private static final String[] FIVE = {"ai-01", "compute-02", VICTIM, "data-04", "net-05"};

  /** The steps of provisioning, as the report names them. */
  enum Step {
    GROUP(CloudOperation.ENSURE_GROUP),
    APPLICATION(CloudOperation.ENSURE_APPLICATION),
    PRINCIPAL(CloudOperation.ENSURE_SERVICE_PRINCIPAL),
    ROLE(CloudOperation.ASSIGN_ROLE),
    CREDENTIAL(CloudOperation.REPLACE_SECRET),
    SECRET(CloudOperation.PUT_SECRET),
    PROPAGATION(CloudOperation.TRY_OUT),
    CONTAINER(null);

    private final @org.jspecify.annotations.Nullable CloudOperation operation;

    Step(@org.jspecify.annotations.Nullable CloudOperation operation) {
      this.operation = operation;
    }

    /** The calls of this step for one scenario of the story. */
    Faults<?>.Choice of(Story story, String scenario) {
      if (operation == null) {
        return story.runtime.faults().on(RuntimeOperation.LAUNCH, scenario);
      }
      String target =
          switch (this) {
            case APPLICATION, PRINCIPAL -> story.unique(scenario);
            case GROUP, ROLE, CREDENTIAL, SECRET, PROPAGATION, CONTAINER -> scenario;
          };
      return story.cloud.faults().on(operation, target);
    }
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void aStepThatFailsForOneScenarioIsUndoneAndTheOthersFinish(Step step) {
    var story = Story.of(FIVE);
    step.of(story, VICTIM).refuse("Forbidden");

    Ending ending = story.end().isClean();

    RunReport.Scenario victim = ending.scenario(VICTIM);
    assertThat(victim.status()).isEqualTo("failed");
    assertThat(victim.error().orElseThrow())
        .containsIgnoringCase("Forbidden")
        .containsIgnoringCase(step.name());
    assertThat(story.scenario(VICTIM).stage()).isEqualTo(Stage.UNDONE);
    assertThat(ending.report().scenarios())
        .filteredOn(one -> !one.scenarioName().equals(VICTIM))
        .hasSize(4)
        .allMatch(one -> one.status().equals("cleanup_complete"));
    assertThat(ending.report().errors()).hasSize(1);
    ending.journal("provisioning_undone").hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void aHalfMadeScenarioIsTakenBackAtOnceAndNotOnlyByTheCleanup(Step step) {
    var story = Story.of("compute-02", VICTIM);
    step.of(story, VICTIM).refuse("Forbidden");

    story.until(Phase.MONITORING);

    assertThat(story.cloud.belongings(Story.US))
        .hasSize(4)
        .noneMatch(line -> line.contains(VICTIM));
    assertThat(story.cloud.assignments()).hasSize(2);
    assertThat(story.runtime.present()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void aStepThatIsBusyForAWhileIsAskedAgain(Step step) {
    var story = Story.of(VICTIM);
    step.of(story, VICTIM).busy(2, "TooManyRequests", Duration.ofSeconds(7));

    story.end().isClean();
    assertThat(story.scenario(VICTIM).stage()).isEqualTo(Stage.ENDED);
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void aLostAnswerAfterTheEffectMakesNothingTwice(Step step) {
    var story = Story.of(VICTIM);
    step.of(story, VICTIM).unknownWithEffect();

    hasOneOfEach(story.until(Phase.MONITORING));
    story.end().isClean();
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void aLostRequestIsSentAgain(Step step) {
    var story = Story.of(VICTIM);
    step.of(story, VICTIM).unknownWithoutEffect();

    hasOneOfEach(story.until(Phase.MONITORING));
    story.end().isClean();
  }

  private static void hasOneOfEach(Story story) {
    assertThat(story.scenario(VICTIM).stage()).isEqualTo(Stage.RUNNING);
    assertThat(story.cloud.belongings(Story.US))
        .as("group, application, principal, secret")
        .hasSize(4);
    assertThat(story.cloud.assignments()).hasSize(2);
    assertThat(story.runtime.present()).hasSize(1);
    assertThat(story.runtime.launched()).hasSize(1);
  }

  @Test
  void whatAnUndoCannotTakeBackIsTheCleanups() {
    var story = Story.of("compute-02", VICTIM);
    Step.CONTAINER.of(story, VICTIM).refuse("QuotaExceeded");
    story.runtime.faults().on(RuntimeOperation.FIND, VICTIM).couldNotLook(1, "Throttled");
    story.cloud.faults().on(CloudOperation.READ_RESOURCE, VICTIM).couldNotLook(4, "Throttled");

    story.until(Phase.MONITORING);
    new Ending(story)
        .journal("provisioning_undone")
        .singleElement()
        .asString()
        .startsWith("left for the cleanup: ")
        .contains("container " + VICTIM + "-agent: Throttled")
        .contains("group hm-" + VICTIM);
    assertThat(story.cloud.belongings(Story.US)).anyMatch(line -> line.contains(VICTIM));

    story.end().isClean();
  }

  @Test
  void anUndoDoesNotTouchAGroupThatIsNotOurs() {
    var story = Story.of("compute-02", VICTIM);
    var group =
        io.haymaker.core.resource.ResourceId.group(
            io.haymaker.testkit.cloud.FakeCloud.SUBSCRIPTION,
            "hm-%s-%s".formatted(VICTIM, story.unique(VICTIM)));
    story.cloud.plant(group.value(), java.util.Map.of("owner", "somebody else"));

    Ending ending = story.end();

    assertThat(ending.scenario(VICTIM).error().orElseThrow()).contains("NotOurs");
    assertThat(story.cloud.has(group)).isTrue();
  }

  @Test
  void anUndoLeavesAGroupOfOursInWhichSomethingOfOthersLies() {
    var story = Story.of("compute-02", VICTIM);
    var group =
        io.haymaker.core.resource.ResourceId.group(
            io.haymaker.testkit.cloud.FakeCloud.SUBSCRIPTION,
            "hm-%s-%s".formatted(VICTIM, story.unique(VICTIM)));
    var theirs =
        story.cloud.plant(
            group + "/providers/Microsoft.Storage/storageAccounts/theirs",
            java.util.Map.of("HayMaker-Installation", "theirs999"));
    Step.CONTAINER.of(story, VICTIM).refuse("QuotaExceeded");

    Ending ending = story.end();

    ending.journal("provisioning_undone").singleElement().asString().contains("HoldsOthers");
    assertThat(story.cloud.has(theirs)).isTrue();
    assertThat(story.cloud.has(group)).isTrue();
  }

  @Test
  void aRunOfWhichNothingCouldBeProvisionedHasFailedAndLeftNothing() {
    var story = Story.of("compute-02", VICTIM);
    story.runtime.faults().on(RuntimeOperation.LAUNCH).refuse("QuotaExceeded");

    Ending ending = story.end().failedFor(Reason.NOTHING_PROVISIONED).nothingIsLeft();

    assertThat(ending.report().message().orElseThrow())
        .startsWith("No scenario could be provisioned; the first failed with QuotaExceeded");
  }

  @Test
  void aSecretLivesAsLongAsTheContainerMayAndNoLonger() {
    var story = Story.of(VICTIM).until(Phase.MONITORING);
    var identity = story.scenario(VICTIM).identity().orElseThrow();

    assertThat(Duration.between(story.clock.instant(), identity.secretExpiresAt()))
        .isBetween(Duration.ofHours(10), Duration.ofHours(11));
  }

  @Test
  void classicNamesAreTakenWhereTheyAreFreeAndDerivedOnesElsewhere() {
    var story = Story.of(VICTIM);
    story.names =
        (_, name) ->
            name.endsWith("-secret")
                ? io.haymaker.core.outcome.Look.found("somebody")
                : io.haymaker.core.outcome.Look.absent();

    var identity = story.until(Phase.MONITORING).scenario(VICTIM).identity();

    assertThat(identity.map(one -> one.displayName()))
        .isEqualTo(Optional.of("AzureHayMaker-web-03-admin"));
    assertThat(identity.map(one -> one.secretName()))
        .isEqualTo(Optional.of("scenario-sp-web-03-%s-secret".formatted(story.unique(VICTIM))));
    assertThat(List.of(story.scenario(VICTIM).plan().container().value()))
        .containsExactly("web-03-agent");
    story.end().isClean();
  }
}
