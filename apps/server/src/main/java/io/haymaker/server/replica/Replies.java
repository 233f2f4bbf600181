package io.haymaker.server.replica;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.replica.Reply;
import io.haymaker.server.wire.ApiFailure;
import io.haymaker.server.wire.Fault;
import java.util.ArrayList;
import java.util.List;

/** What the core replied: a value, or the error that says why there is none. */
public final class Replies {
  private Replies() {}

  /** The value; what is invalid was in the body. */
  static <T> T value(Reply<T> reply) {
    return value(reply, "body");
  }

  /** The value, for requests that name the image in their path. */
  static <T> T valueOfImage(Reply<T> reply) {
    return value(
        reply,
        reply instanceof Reply.Invalid<T>(String field, _) && field.equals("image")
            ? "path"
            : "body");
  }

  private static <T> T value(Reply<T> reply, String where) {
    return switch (reply) {
      case Reply.Done<T>(T value) -> value;
      case Reply.Invalid<T>(String field, String message) -> throw invalid(where, field, message);
      case Reply.Absent<T>(Problem problem) ->
          throw ApiFailure.notFound("CONTAINER", words(problem));
      case Reply.Conflict<T>(Problem problem) -> throw ApiFailure.conflict(words(problem));
      case Reply.Away<T>(Problem problem) -> throw ApiFailure.unavailable(words(problem));
    };
  }

  /** What a look at a container found. */
  public static <T> T found(Look<T> look, String idOrName) {
    return switch (look) {
      case Look.Found<T>(T value) -> value;
      case Look.Absent<T>() ->
          throw ApiFailure.notFound(
              "CONTAINER", "there is no managed container '%s'".formatted(idOrName));
      case Look.CouldNotLook<T>(Problem problem) -> throw ApiFailure.unavailable(words(problem));
    };
  }

  private static ApiFailure invalid(String where, String field, String message) {
    var place = new ArrayList<String>();
    place.add(where);
    place.addAll(List.of(field.split("\\.", -1)));
    return ApiFailure.of(new Fault(place, message, "value_error"));
  }

  private static String words(Problem problem) {
    return problem.message().isBlank() ? problem.code() : problem.message();
  }
}
