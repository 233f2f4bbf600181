package io.haymaker.main.scenarios;

import io.haymaker.scenario.Block.HttpBlock;
import java.util.List;

/** Requests as people read them. */
final class Requests {
  private Requests() {}

  /** Method and target of each, without the query. */
  static List<String> written(HttpBlock block) {
    return block.requests().stream()
        .map(
            request ->
                request.method()
                    + " "
                    + request.target().source().replaceAll("\\?.*", "").replace("{{arm}}", ""))
        .toList();
  }
}
