package io.haymaker.azure.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowerTest {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String OPERATION = "https://cloud.test/operations/1";

  private final MovableClock clock = new MovableClock();
  private final List<Duration> waits = new ArrayList<>();
  private final ScriptedHttp http = new ScriptedHttp();
  private final Follower follower =
      new Follower(
          http.rest(),
          clock,
          length -> {
            waits.add(length);
            clock.advance(length);
          });

  @Test
  void anOperationIsFollowedToItsEndAtTheServicesPace() {
    http.answer(200, "{\"status\":\"Running\"}", "Retry-After", "7")
        .answer(200, "{\"status\":\"SomethingNew\"}")
        .answer(200, "{\"status\":\"Succeeded\"}");

    assertThat(follow("Azure-AsyncOperation").isDone()).isTrue();
    assertThat(waits)
        .containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(7), Duration.ofSeconds(2));
  }

  @Test
  void aLocationRunsUntilItIsNoMore202() {
    http.answer(202, "").answer(202, "", "Location", OPERATION + "b").answer(204, "");

    assertThat(follow("Location").isDone()).isTrue();
    assertThat(http.requests()).last().isEqualTo("GET " + OPERATION + "b");
  }

  @Test
  void aFailureIsJudgedByItsError() {
    http.answer(200, error("Failed", "AnotherOperationInProgress"));
    assertThat(follow("Azure-AsyncOperation")).isInstanceOf(Outcome.Busy.class);

    http.answer(200, error("Failed", "PolicyViolation"));
    assertThat(follow("Azure-AsyncOperation")).isInstanceOf(Outcome.Refused.class);

    http.answer(200, "{\"status\":\"Canceled\"}");
    assertThat(follow("Azure-AsyncOperation").obstacle())
        .get()
        .matches(problem -> problem.is("OperationCanceled"));
  }

  @Test
  void lostAndThrottledPollsSayNothingAboutTheOperation() {
    http.lose()
        .answer(429, "", "Retry-After", "20")
        .answer(500, "")
        .answer(200, "{\"status\":\"Succeeded\"}");

    assertThat(follow("Azure-AsyncOperation").isDone()).isTrue();
    assertThat(waits).contains(Duration.ofSeconds(20));
  }

  @Test
  void whatDoesNotEndInTimeIsUnknown() {
    for (int i = 0; i < 200; i++) {
      http.answer(202, "");
    }

    assertThat(follow("Location")).isInstanceOf(Outcome.Unknown.class);
    assertThat(http.requests()).hasSizeBetween(100, 199);
  }

  @Test
  void whatCannotBeFollowedIsUnknown() {
    assertThat(follower.follow(new Reply.Answer(202, new HttpHeaders(), Json.object()), LIMIT))
        .isEqualTo(Outcome.unknown("NoOperation", "accepted, with nothing to follow it by"));
    http.answer(404, "");
    assertThat(follow("Azure-AsyncOperation")).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void noTokenGoesToAnotherHost() {
    var headers =
        new HttpHeaders()
            .set(HttpHeaderName.fromString("Location"), "https://elsewhere.test/operations/1");

    assertThat(follower.follow(new Reply.Answer(202, headers, Json.object()), LIMIT))
        .isInstanceOf(Outcome.Unknown.class);
    assertThat(http.requests()).isEmpty();
  }

  private Outcome<Reply.Answer> follow(String header) {
    var headers =
        new HttpHeaders()
            .set(HttpHeaderName.fromString(header), OPERATION)
            .set(HttpHeaderName.RETRY_AFTER, "3");
    return follower.follow(new Reply.Answer(202, headers, Json.object()), LIMIT);
  }

  private static String error(String status, String code) {
    return "{\"status\":\"%s\",\"error\":{\"code\":\"%s\",\"message\":\"m\"}}"
        .formatted(status, code);
  }
}
