package io.haymaker.azure.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.wire.ApiVersions;
import io.haymaker.azure.wire.Follower;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.ScriptedHttp;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceDeleter.Answer;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A deletion leaves a trace by which the service can be asked about it. */
final class ArmDeleterTest {
  private static final ResourceId GROUP = ResourceId.group("sub-1", "g");
  private static final String OPERATION = "https://cloud.test/operations/1";

  private final MovableClock clock = new MovableClock();
  private final ScriptedHttp http = new ScriptedHttp();
  private final List<Answer> evidence = new ArrayList<>();

  private Outcome<Removal> delete(Duration follow) {
    Rest rest = http.rest();
    return new ArmDeleter(
            rest, new ApiVersions(rest), new Follower(rest, clock, clock::advance), clock)
        .delete(GROUP, follow, evidence::add);
  }

  @Test
  void theAnswerAndItsRequestAreTold() {
    http.answer(204, "", "x-ms-request-id", "r-1");

    assertThat(delete(Duration.ofSeconds(5))).isEqualTo(Outcome.done(Removal.ALREADY_ABSENT));

    assertThat(evidence).containsExactly(new Answer(204, "r-1"));
  }

  @Test
  void aRefusalIsTold() {
    http.answer(409, "{\"error\":{\"code\":\"Conflict\"}}", "x-ms-correlation-request-id", "c-1");

    assertThat(delete(Duration.ofSeconds(5))).isInstanceOf(Outcome.Busy.class);

    assertThat(evidence).containsExactly(new Answer(409, "c-1"));
  }

  @Test
  void aLostAnswerTellsNothing() {
    http.lose();

    assertThat(delete(Duration.ofSeconds(5))).isInstanceOf(Outcome.Unknown.class);

    assertThat(evidence).isEmpty();
  }

  @Test
  void whatDoesNotEndWithinTheLimitIsSaidToBeStillRunning() {
    http.answer(202, "", "Azure-AsyncOperation", OPERATION, "Retry-After", "10");
    for (int i = 0; i < 40; i++) {
      http.answer(200, "{\"status\":\"InProgress\"}", "Retry-After", "10");
    }

    Outcome<Removal> outcome = delete(Duration.ofMinutes(5));

    assertThat(outcome.obstacle().orElseThrow().is(ResourceDeleter.STILL_RUNNING)).isTrue();
  }
}
