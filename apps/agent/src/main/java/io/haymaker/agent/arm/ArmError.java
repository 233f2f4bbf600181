package io.haymaker.agent.arm;

import io.haymaker.agent.http.HttpReply;
import io.haymaker.agent.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads error answers and says which pass by themselves. */
final class ArmError {

  private static final Set<Integer> PASSING_STATUS = Set.of(408, 429, 500, 502, 503, 504);

  /** Refusals of writes that end when another operation does. */
  private static final Set<String> BUSY =
      Set.of(
          "anotheroperationinprogress",
          "retryableerror",
          "retryableerrorduetoanotheroperation",
          "referencedresourcenotprovisioned",
          "containergrouptransitioning");

  /** Words in refusals of deletions that end when something else is gone. */
  private static final List<String> IN_THE_WAY =
      List.of(
          "conflict",
          "contain",
          "depend",
          "inuse",
          "in use",
          "nested",
          "another operation",
          "cannotbedeleted",
          "reserved",
          "notallowed");

  private ArmError() {}

  static ArmAnswer.Refused refused(HttpReply reply, int attempts) {
    Optional<Json> body = reply.json();
    Optional<Json> error = body.flatMap(json -> json.at("error")).or(() -> body);
    return new ArmAnswer.Refused(
        reply.status(),
        error.flatMap(json -> json.text("code")).orElse("Http" + reply.status()),
        error.flatMap(json -> json.text("message")).orElse(""),
        attempts);
  }

  static boolean isPassing(ArmAnswer.Refused refused) {
    return PASSING_STATUS.contains(refused.status())
        || BUSY.contains(refused.code().toLowerCase(Locale.ROOT));
  }

  /** Whether a refused deletion may be granted later; what is locked stays so until told. */
  static boolean isInTheWay(ArmAnswer.Refused refused) {
    String code = refused.code().toLowerCase(Locale.ROOT);
    if (code.equals("scopelocked")) {
      return false;
    }
    String text = code + " " + refused.message().toLowerCase(Locale.ROOT);
    boolean conflict = refused.status() == 409 || refused.status() == 412;
    return conflict || (refused.status() == 400 && IN_THE_WAY.stream().anyMatch(text::contains));
  }
}
