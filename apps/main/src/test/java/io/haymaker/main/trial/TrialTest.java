package io.haymaker.main.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.azure.instances.GroupWatch.SeenGroup;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.scaler.SizingRule;
import io.haymaker.main.CommandFailure;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialTest {
  private static final ContainerState RUNS = new ContainerState.Running();
  private static final ContainerState DONE = new ContainerState.Succeeded();
  private static final Duration BETWEEN = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final MovableClock clock = new MovableClock();
  private final Pauser pauser = clock::advance;
  private final List<String> news = new ArrayList<>();
  private final Script ground = new Script();

  /** A cloud that shows one listing after the other, the last one for ever. */
  private static final class Script implements TrialGround {
    private final Deque<Listing<SeenGroup>> looks = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private Listing<String> subscriptions = Listing.complete(List.of("one", "two"));

    @Override
    public Listing<String> subscriptions() {
      return subscriptions;
    }

    @Override
    public Outcome<String> send(TrialMessage message) {
      sent.add(message.id());
      return Outcome.done(message.id());
    }

    @Override
    public Listing<SeenGroup> containers() {
      return looks.size() > 1 ? looks.removeFirst() : looks.getFirst();
    }

    void shows(SeenGroup... groups) {
      looks.add(Listing.complete(List.of(groups)));
    }
  }

  private static SeenGroup group(
      String name, String subscription, double gb, ContainerState state) {
    return new SeenGroup(
        name, Map.of("message_id", "t-1", "subscription_name", subscription), gb, state);
  }

  private List<String> run(String sizes, String expected) throws InterruptedException {
    return new Trial(
            ground, new SizingRule.Linear(2, 8, 0.5, 240), clock, pauser, BETWEEN, news::add)
        .run(
            TrialPlan.messages("t", sizes, Optional.of(expected).filter(e -> !e.isEmpty())),
            TIMEOUT);
  }

  @Test
  void allIsWellWhenTheContainerHadItsMemoryAndEndedAndWasDeleted() throws InterruptedException {
    ground.shows();
    ground.shows(group("c", "one", 1.0, RUNS));
    ground.looks.add(Listing.couldNotLook("Away", "for a moment"));
    ground.shows(group("c", "one", 1.0, DONE));
    ground.shows();
    assertThat(run("128", "one")).isEmpty();
    assertThat(ground.sent).containsExactly("t-1");
    assertThat(news)
        .containsExactly(
            "t-1 (128.0 MB): sent",
            "t-1 (128.0 MB): container c in one with 1.0 GB",
            "t-1 (128.0 MB): container c has ended",
            "t-1 (128.0 MB): container c has been deleted");
  }

  @Test
  void wrongMemoryAWrongSubscriptionABadEndAndTwoAtOnceAreTold() throws InterruptedException {
    ground.shows(group("c", "one", 2.0, RUNS), group("d", "one", 1.0, RUNS));
    ground.shows(
        group("c", "one", 2.0, new ContainerState.Failed("exit code 3")),
        group("e", "two", 1.0, DONE));
    ground.shows();
    assertThat(run("128", "one"))
        .containsExactlyInAnyOrder(
            "t-1: container c has 2.0 GB, not 1.0",
            "t-1: two containers at once in one",
            "t-1: container c: exit code 3",
            "t-1: container e is for two");
  }

  @Test
  void whatIsNotOverInTimeIsTold() throws InterruptedException {
    ground.shows(group("c", "one", 1.0, RUNS));
    assertThat(run("128", "one")).containsExactly("t-1: container c has not ended");
    ground.looks.clear();
    ground.shows();
    assertThat(run("128", "")).containsExactly("t-1: no container for it in any subscription");
    ground.looks.clear();
    ground.looks.add(Listing.couldNotLook("Away", "for ever"));
    assertThat(run("128", "two"))
        .containsExactly(
            "containers could not be listed: Away: for ever", "t-1: no container for it in two");
  }

  @Test
  void nothingIsSentWhereTheExpectedSubscriptionIsNotThere() throws InterruptedException {
    assertThat(run("128", "three")).containsExactly("the topic has no subscription three");
    ground.subscriptions = Listing.couldNotLook("Away", "no answer");
    assertThat(run("128", "one"))
        .containsExactly("subscriptions could not be listed: Away: no answer");
    assertThat(ground.sent).isEmpty();
  }

  @Test
  void eachSizeMayHaveASubscriptionOfItsOwn() {
    assertThat(TrialPlan.messages("t", "1, 2.5", Optional.of("a,b")))
        .extracting(message -> message.file().megabytes() + " " + message.expected())
        .containsExactly("1.0 [a]", "2.5 [b]");
    assertThat(TrialPlan.messages("t", "1,2", Optional.of("a")))
        .extracting(TrialMessage::expected)
        .allSatisfy(expected -> assertThat(expected).containsExactly("a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          many  | a     | --e2e-file-sizes
          1,-2  | a     | --e2e-file-sizes
          1,,2  | a     | --e2e-file-sizes
          1,NaN | a     | --e2e-file-sizes
          1,2,3 | a,b   | --e2e-expected-subscriptions
          1,2   | a,    | --e2e-expected-subscriptions
          """)
  void badInputNamesItsOption(String sizes, String expected, String option) {
    assertThatThrownBy(() -> TrialPlan.messages("t", sizes, Optional.of(expected)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith(option + ":");
  }
}
