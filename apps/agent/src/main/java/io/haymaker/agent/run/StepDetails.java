package io.haymaker.agent.run;

import io.haymaker.agent.arm.ArmAnswer;
import io.haymaker.agent.arm.ArmRequest;
import io.haymaker.agent.json.Json.JsonObject;
import io.haymaker.scenario.PhaseKind;
import java.time.Duration;

/**
 * Where in the document a step stands, as details of its events.
 *
 * @param line in the document, from 1
 */
record StepDetails(PhaseKind phase, String section, int line) {

  JsonObject json() {
    return JsonObject.EMPTY
        .with("phase", phase.number())
        .with("section", section)
        .with("line", line);
  }

  /** With what a request was and what came of it; bodies stay out, they may hold secrets. */
  JsonObject with(ArmRequest request, ArmAnswer answer, Duration took) {
    JsonObject json =
        json()
            .with("method", request.method().name())
            .with("path", request.uri().getPath())
            .with("attempts", answer.attempts())
            .with("duration_ms", took.toMillis());
    return switch (answer) {
      case ArmAnswer.Accepted accepted -> json.with("status", accepted.reply().status());
      case ArmAnswer.Refused refused ->
          json.with("status", refused.status()).with("error_code", refused.code());
      case ArmAnswer.Unknown unknown -> json.with("error_code", "Unknown");
    };
  }
}
