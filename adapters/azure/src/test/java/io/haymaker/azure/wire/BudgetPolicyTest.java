package io.haymaker.azure.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import io.haymaker.core.limit.Budget;
import io.haymaker.core.limit.Limiter;
import io.haymaker.core.limit.LocalBank;
import io.haymaker.testkit.time.MovableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Calls wait for their turn, and the service's words reach every replica. */
final class BudgetPolicyTest {
  private static final String PATH = "/subscriptions/Sub-1/resourceGroups/g";

  private final MovableClock clock = new MovableClock();
  private final LocalBank bank = new LocalBank(clock);
  private final ScriptedHttp http = new ScriptedHttp();
  private final Rest rest = replica();

  private Rest replica() {
    HttpPipeline pipeline =
        new HttpPipelineBuilder()
            .httpClient(http)
            .policies(
                Pipelines.turns(
                    new Limiter(bank, clock, clock::advance), new ArmBudgets("me", 50, 5, 5)))
            .build();
    return new Rest(pipeline, URI.create("https://cloud.test"));
  }

  private int left(String verb, int size, double perSecond) {
    var budget = new Budget("arm/sub-1/me/" + verb, size, perSecond);
    for (int wanted = size; wanted > 0; wanted--) {
      if (bank.borrow(budget, wanted, 0).tokens() > 0) {
        return wanted;
      }
    }
    return 0;
  }

  @Test
  void eachVerbHasItsOwnBucketOfTheSubscription() {
    http.answer(200, "{}").answer(200, "{}").answer(200, "{}");
    rest.get(PATH);
    rest.delete(PATH);
    rest.put(PATH, Json.object());

    assertThat(left("reads", 50, 25)).isEqualTo(49);
    assertThat(left("deletes", 5, 10)).isEqualTo(4);
    assertThat(left("writes", 5, 10)).isEqualTo(4);
  }

  @Test
  void whoComesToAnEmptyBucketWaits() {
    for (int i = 0; i < 25; i++) {
      http.answer(200, "{}");
    }
    Instant start = clock.instant();
    for (int i = 0; i < 25; i++) {
      assertThat(rest.delete(PATH)).isInstanceOf(Reply.Answer.class);
    }
    assertThat(Duration.between(start, clock.instant()))
        .isBetween(Duration.ofMillis(1900), Duration.ofMillis(2700));
  }

  @Test
  void aThrottledCallHoldsEveryReplicaBackAndOnlyThatVerb() {
    http.answer(
            429,
            "{\"error\":{\"code\":\"TooManyRequests\"}}",
            "Retry-After",
            "17",
            "x-ms-ratelimit-remaining-subscription-deletes",
            "0")
        .answer(200, "{}")
        .answer(200, "{}");
    Instant start = clock.instant();
    rest.delete(PATH);
    Rest other = replica();

    other.get(PATH);
    assertThat(clock.instant()).isEqualTo(start);
    other.delete(PATH);
    assertThat(Duration.between(start, clock.instant()))
        .isBetween(Duration.ofSeconds(17), Duration.ofSeconds(18));
  }

  @Test
  void aBusyResourceIsNoThrottle() {
    http.answer(
            429,
            "{\"error\":{\"code\":\"RetryableErrorDueToAnotherOperation\"}}",
            "Retry-After",
            "17",
            "x-ms-ratelimit-remaining-subscription-deletes",
            "180")
        .answer(200, "{}");
    Instant start = clock.instant();
    rest.delete(PATH);
    rest.delete(PATH);

    assertThat(clock.instant()).isEqualTo(start);
  }

  @Test
  void whatSomebodyElseUsedUpIsLearnt() {
    http.answer(200, "{}", "x-ms-ratelimit-remaining-subscription-reads", "2");
    rest.get(PATH);

    assertThat(left("reads", 50, 25)).isEqualTo(2);
  }

  @Test
  void aBucketThatStaysEmptyForTooLongIsAnsweredWithoutACall() {
    bank.pause(new Budget("arm/sub-1/me/deletes", 5, 10), Duration.ofHours(1));

    Reply reply = rest.delete(PATH);

    assertThat(http.requests()).isEmpty();
    assertThat(Answers.<String>deletion(reply))
        .isInstanceOf(io.haymaker.core.outcome.Outcome.Busy.class)
        .asString()
        .contains("OwnBudgetUsedUp");
  }
}
