package io.haymaker.core.scaler;

import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Outcome.Done;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.runtime.ContainerSize;
import java.time.Instant;
import java.util.Optional;

/** Says what a message deserves when there is room for it. Pure. */
final class MessageJudge {
  private final ScalerRules rules;

  MessageJudge(ScalerRules rules) {
    this.rules = rules;
  }

  Verdict verdict(WaitingMessage message, History history, Instant now) {
    if (message.key().isEmpty()) {
      return new Verdict.Refused(new Problem("NoMessageId", "message_id is missing"));
    }
    if (history.live().isPresent()) {
      return new Verdict.Served(history.live().get());
    }
    int spent = history.spentOn(message.sequenceNumber());
    if (spent >= rules.attempts().attempts()) {
      return new Verdict.Poison(spent);
    }
    Outcome<FileSize> read = FileSize.read(message.fileSize());
    Outcome<ContainerSize> sized = read.then(rules.sizing()::sizeFor).then(this::fitting);
    if (read instanceof Done<FileSize>(FileSize file)
        && sized instanceof Done<ContainerSize>(ContainerSize size)) {
      Optional<Instant> notBefore =
          history
              .lastEnded()
              .filter(_ -> spent > 0)
              .map(ended -> ended.plus(rules.attempts().full(spent)));
      return notBefore.filter(now::isBefore).isPresent()
          ? new Verdict.Waits("attempt " + (spent + 1), notBefore)
          : new Verdict.Start(history.attempts() + 1, file, size);
    }
    return new Verdict.Refused(sized.obstacle().orElseThrow());
  }

  private Outcome<ContainerSize> fitting(ContainerSize size) {
    return rules
        .runtime()
        .objection(size)
        .<Outcome<ContainerSize>>map(Outcome.Refused::new)
        .orElseGet(() -> Outcome.done(size));
  }
}
