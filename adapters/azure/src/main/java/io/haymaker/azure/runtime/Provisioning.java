package io.haymaker.azure.runtime;

import com.azure.core.http.HttpHeaders;
import com.azure.core.management.polling.PollResult;
import com.azure.core.util.BinaryData;
import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.core.util.polling.PollResponse;
import com.azure.core.util.polling.SyncPoller;
import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.SdkCall;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Follows a write that the service takes its time for. */
final class Provisioning {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private Provisioning() {}

  /**
   * Writes and waits for the end of it.
   *
   * @param begin sends the request
   * @param nothing what is done where the service shows no result
   */
  static <T> Outcome<T> of(Supplier<SyncPoller<PollResult<T>, T>> begin, Supplier<T> nothing) {
    return SdkCall.effect(() -> begin.get().waitForCompletion(LIMIT))
        .then(end -> outcome(end, nothing));
  }

  private static <T> Outcome<T> outcome(PollResponse<PollResult<T>> end, Supplier<T> nothing) {
    PollResult<T> result = end.getValue();
    if (LongRunningOperationStatus.SUCCESSFULLY_COMPLETED.equals(end.getStatus())) {
      return Outcome.done(Objects.requireNonNullElseGet(result.getValue(), nothing));
    }
    if (result.getError() == null) {
      return Outcome.busy("Provisioning", "it is still being made: " + end.getStatus());
    }
    Problem problem = Answers.problem(failure(result.getError()));
    return Answers.mayPass(problem)
        ? new Outcome.Busy<>(problem, Optional.empty())
        : new Outcome.Refused<>(problem);
  }

  private static Reply.Answer failure(PollResult.Error error) {
    return new Reply.Answer(
        error.getResponseStatusCode(),
        Objects.requireNonNullElseGet(error.getResponseHeaders(), HttpHeaders::new),
        Json.read(BinaryData.fromString(Objects.requireNonNullElse(error.getResponseBody(), ""))));
  }
}
