package io.haymaker.azure.wire;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementException;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one place that says what an answer means. Codes and texts are those of design/azure-facts.md
 * (7) and of the specification's forced deletion.
 *
 * <p>A problem is made of the service's own error object only, never of a request or a whole
 * answer, so that no secret can get into it.
 */
public final class Answers {

  private static final int LONGEST_MESSAGE = 600;

  /** Conflicts that do not pass by waiting: something must be done or decided first. */
  private static final Set<String> LASTING =
      Set.of(
          "scopelocked",
          "requestdisallowedbypolicy",
          "authorizationfailed",
          "linkedauthorizationfailed",
          "denyassignmentauthorizationfailed",
          "serviceresourcenotemptywithbackendmessage",
          "missingsubscriptionregistration",
          "roleassignmentupdatenotpermitted",
          "invalidresourcegrouplocation",
          "flagmustbesetforrestore");

  /** Words in a code or text that tell of a conflict which passes. */
  private static final List<String> PASSING =
      List.of(
          "conflict",
          "contains",
          "depend",
          "locked",
          "in use",
          "inuse",
          "another operation",
          "anotheroperation",
          "transitioning",
          "retryable",
          "nested resources",
          "cannotdeleteresource",
          "cannotbedeleted",
          "nicreservedforanothervm",
          "operationnotallowed",
          "resourcegroupdeletionblocked");

  /** Codes of a 404 that is not about the thing that was asked for. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "subscriptionnotfound",
          "invalidresourcenamespace",
          "invalidresourcetype",
          "noregisteredproviderfound");

  /** An error of the sign-in service, to the end of its first line or sentence. */
  private static final Pattern SIGN_IN = Pattern.compile("(AADSTS\\d+)[^.\\r\\n]*");

  private Answers() {}

  /** Why an answer was no success, from its error object. */
  public static Problem problem(Reply.Answer answer) {
    JsonNode error =
        answer.body().path("error").isObject() ? answer.body().path("error") : answer.body();
    String code = text(error.path("code")).orElse("HTTP" + answer.status());
    // The vault's reason is one level down: Conflict/ObjectIsDeletedButRecoverable.
    JsonNode inner =
        error.path("innererror").isObject() ? error.path("innererror") : error.path("innerError");
    String precise = text(inner.path("code")).map(deeper -> code + "/" + deeper).orElse(code);
    return new Problem(
        precise, shorten(text(error.path("message")).orElse("HTTP " + answer.status())));
  }

  /** What a failed request to create or change something means. */
  public static <T> Outcome<T> effect(Reply failure) {
    return switch (failure) {
      case Reply.NoAnswer(Problem problem) -> new Outcome.Unknown<>(problem);
      case Reply.Answer answer -> ofStatus(answer, answer.status() == 409);
    };
  }

  /** What a failed request to delete something means; texts count too. Not for 404. */
  public static <T> Outcome<T> deletion(Reply failure) {
    return switch (failure) {
      case Reply.NoAnswer(Problem problem) -> new Outcome.Unknown<>(problem);
      case Reply.Answer answer ->
          ofStatus(answer, answer.status() == 409 || mayPass(problem(answer)));
    };
  }

  /** True when code or text tell of a conflict that passes by itself or when others are gone. */
  public static boolean mayPass(Problem problem) {
    String code = problem.code().toLowerCase(Locale.ROOT);
    String all = code + " " + problem.message().toLowerCase(Locale.ROOT);
    return !LASTING.contains(code) && PASSING.stream().anyMatch(all::contains);
  }

  private static <T> Outcome<T> ofStatus(Reply.Answer answer, boolean conflict) {
    Problem problem = problem(answer);
    String code = problem.code().toLowerCase(Locale.ROOT);
    int status = answer.status();
    if (LASTING.contains(code) || code.contains("quota") || code.contains("limitexceeded")) {
      return new Outcome.Refused<>(problem);
    }
    if (status == 408 || status == 504) {
      return new Outcome.Unknown<>(problem);
    }
    if (status == 429 || status >= 500 || (conflict && status >= 400)) {
      return new Outcome.Busy<>(problem, answer.retryAfter());
    }
    return new Outcome.Refused<>(problem);
  }

  /** A look at one thing that did not find it: absent, or nothing is known. */
  public static <T> Look<T> look(Reply failure) {
    return switch (failure) {
      case Reply.NoAnswer(Problem problem) -> new Look.CouldNotLook<>(problem);
      case Reply.Answer answer ->
          isAbsence(answer) ? Look.absent() : new Look.CouldNotLook<>(problem(answer));
    };
  }

  /**
   * True when the service says that the thing itself is not there: a 404 with an error of its own.
   * A bare 404 may come from anything on the way, and one for the subscription or the type tells
   * nothing about the thing.
   */
  public static boolean isAbsence(Reply.Answer answer) {
    String code = problem(answer).code().toLowerCase(Locale.ROOT);
    return answer.status() == 404 && !code.equals("http404") && !ELSEWHERE.contains(code);
  }

  /** A listing that failed. A 404 is a failure too: a list that exists answers. */
  public static <T> Listing<T> listing(Reply failure) {
    return new Listing.CouldNotLook<>(
        switch (failure) {
          case Reply.NoAnswer(Problem problem) -> problem;
          case Reply.Answer answer -> problem(answer);
        });
  }

  /**
   * The reply behind an exception of the SDK. What is no answer of a service (a time-out, a broken
   * connection, an answer that cannot be read) is {@link Reply.NoAnswer}.
   */
  public static Reply reply(RuntimeException thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      Matcher refused = SIGN_IN.matcher(Objects.requireNonNullElse(at.getMessage(), ""));
      if (refused.find()) {
        return signInRefused(refused);
      }
      if (at instanceof HttpResponseException answered && answered.getResponse() != null) {
        return answer(answered);
      }
    }
    return new Reply.NoAnswer(lost(thrown));
  }

  /** No token, so the request itself was never sent: as good as an answer of 401. */
  private static Reply.Answer signInRefused(Matcher refused) {
    ObjectNode body = Json.object();
    body.putObject("error").put("code", refused.group(1)).put("message", refused.group());
    return new Reply.Answer(401, new HttpHeaders(), body);
  }

  private static Reply.Answer answer(HttpResponseException thrown) {
    HttpResponse response = thrown.getResponse();
    JsonNode body = errorBody(response);
    if (body.isMissingNode()
        && thrown instanceof ManagementException management
        && management.getValue() != null) {
      // The SDK's poller has read the body already, and kept what it says.
      ObjectNode told = Json.object();
      told.putObject("error")
          .put("code", management.getValue().getCode())
          .put("message", management.getValue().getMessage());
      body = told;
    }
    return new Reply.Answer(response.getStatusCode(), response.getHeaders(), body);
  }

  private static JsonNode errorBody(HttpResponse response) {
    try {
      return Json.read(response.getBodyAsBinaryData());
    } catch (RuntimeException unreadable) {
      // Already consumed by the SDK or cut off: status and headers still tell what happened.
      return MissingNode.getInstance();
    }
  }

  /** Why no answer arrived: the kind of failure and, where it is the network's, its words. */
  static Problem lost(RuntimeException thrown) {
    Throwable root = thrown;
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      root = at;
      if (at instanceof IOException || at instanceof TimeoutException) {
        return new Problem(
            at instanceof TimeoutException || at.getClass().getSimpleName().contains("Timeout")
                ? "TimedOut"
                : "ConnectionLost",
            shorten(Optional.ofNullable(at.getMessage()).orElse(at.getClass().getSimpleName())));
      }
    }
    return new Problem("NoAnswer", root.getClass().getSimpleName());
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() && !node.asString().isBlank()
        ? Optional.of(node.asString())
        : Optional.empty();
  }

  private static String shorten(String text) {
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
  }
}
