package io.haymaker.azure.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {

  @ParameterizedTest
  @CsvSource({
    "409, AnotherOperationInProgress, Busy",
    "409, ScopeLocked, Refused",
    "409, CannotDeleteResource, Busy",
    "409, ResourceGroupDeletionBlocked, Busy",
    "400, InUseSubnetCannotBeDeleted, Busy",
    "400, NicInUse, Busy",
    "400, NicReservedForAnotherVm, Busy",
    "400, PublicIPAddressCannotBeDeleted, Busy",
    "400, RetryableError, Busy",
    "400, ServiceResourceNotEmptyWithBackendMessage, Refused",
    "400, InvalidResourceName, Refused",
    "403, AuthorizationFailed, Refused",
    "403, RequestDisallowedByPolicy, Refused",
    "409, scopelocked, Refused",
    "429, TooManyRequests, Busy",
    "500, InternalServerError, Busy",
    "503, ServiceUnavailable, Busy",
    "504, GatewayTimeout, Unknown",
    "408, RequestTimeout, Unknown",
    "400, QuotaExceeded, Refused",
  })
  void aDeletionIsJudgedByStatusCodeAndText(int status, String code, String expected) {
    assertThat(Answers.deletion(answer(status, code, "why")).getClass().getSimpleName())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "the server contains databases, Busy",
    "another operation is in progress, Busy",
    "it is in use by a gateway, Busy",
    "the scope is locked, Busy",
    "a dependency exists, Busy",
    "the name is too long, Refused",
  })
  void theTextOfARefusedDeletionCounts(String message, String expected) {
    assertThat(Answers.deletion(answer(400, "BadRequest", message)).getClass().getSimpleName())
        .isEqualTo(expected);
  }

  @Test
  void theTextOfARefusedCreationDoesNotCount() {
    assertThat(Answers.effect(answer(400, "BadRequest", "the name contains blanks")))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(Answers.effect(answer(409, "Conflict", ""))).isInstanceOf(Outcome.Busy.class);
  }

  @Test
  void theWaitThatWasAskedForIsHandedOn() {
    var headers = new HttpHeaders().set(HttpHeaderName.RETRY_AFTER, "17");

    Outcome<String> outcome = Answers.effect(new Reply.Answer(429, headers, Json.object()));

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Busy<>(
                new Problem("HTTP429", "HTTP 429"), Optional.of(Duration.ofSeconds(17))));
  }

  @Test
  void whatGotNoAnswerIsUnknownAndNeverAbsent() {
    Reply lost = Answers.reply(new UncheckedIOException(new IOException("connection reset")));
    Reply late = Answers.reply(new RuntimeException(new TimeoutException("60 s")));

    assertThat(Answers.effect(lost))
        .isEqualTo(Outcome.unknown("ConnectionLost", "connection reset"));
    assertThat(Answers.deletion(late)).isEqualTo(Outcome.unknown("TimedOut", "60 s"));
    assertThat(Answers.look(lost)).isInstanceOf(Look.CouldNotLook.class);
    assertThat(Answers.listing(late)).isInstanceOf(Listing.CouldNotLook.class);
  }

  @Test
  void onlyA404IsAbsence() {
    assertThat(Answers.look(answer(404, "ResourceNotFound", ""))).isEqualTo(Look.absent());
    assertThat(Answers.look(answer(404, "SubscriptionNotFound", "")))
        .isInstanceOf(Look.CouldNotLook.class);
    assertThat(Answers.look(new Reply.Answer(404, new HttpHeaders(), Json.object())))
        .isInstanceOf(Look.CouldNotLook.class);
    assertThat(Answers.look(answer(403, "AuthorizationFailed", "")))
        .isInstanceOf(Look.CouldNotLook.class);
    assertThat(Answers.listing(answer(404, "NotFound", "")))
        .isInstanceOf(Listing.CouldNotLook.class);
  }

  @Test
  void theVaultsReasonIsPartOfTheCode() {
    var body = Json.object();
    body.putObject("error")
        .put("code", "Conflict")
        .put("message", "it is deleted")
        .putObject("innererror")
        .put("code", "ObjectIsDeletedButRecoverable");

    assertThat(Answers.problem(new Reply.Answer(409, new HttpHeaders(), body)).code())
        .isEqualTo("Conflict/ObjectIsDeletedButRecoverable");
  }

  @Test
  void anUnknownExceptionTellsItsKindOnly() {
    assertThat(Answers.lost(new IllegalStateException("password=hunter2")).toString())
        .doesNotContain("hunter2")
        .contains("IllegalStateException");
  }

  private static Reply.Answer answer(int status, String code, String message) {
    var body = Json.object();
    body.putObject("error").put("code", code).put("message", message);
    return new Reply.Answer(status, new HttpHeaders(), body);
  }
}
