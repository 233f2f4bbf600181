package io.haymaker.azure.wire;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import java.util.List;
import java.util.function.Supplier;

/**
 * One call of an SDK client, answered in our words. Only the call itself belongs in the supplier:
 * whatever it throws is taken for the service's or the network's doing.
 */
public final class SdkCall {

  private SdkCall() {}

  /** A call that creates or changes. */
  public static <T> Outcome<T> effect(Supplier<T> call) {
    try {
      return Outcome.done(call.get());
    } catch (RuntimeException thrown) {
      return Answers.effect(Answers.reply(thrown));
    }
  }

  /** A call that reads one thing; a 404 means that it is absent. */
  public static <T> Look<T> look(Supplier<T> call) {
    try {
      return Look.found(call.get());
    } catch (RuntimeException thrown) {
      return Answers.look(Answers.reply(thrown));
    }
  }

  /** A call that lists, to the last page. */
  public static <T> Listing<T> listing(Supplier<List<T>> call) {
    try {
      return Listing.complete(call.get());
    } catch (RuntimeException thrown) {
      return Answers.listing(Answers.reply(thrown));
    }
  }
}
