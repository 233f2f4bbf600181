package io.haymaker.scenario;

import java.util.List;

/**
 * One phase of a document with its executable blocks in their order.
 *
 * @param kind which of the three
 * @param title the text of its heading, such as {@code Phase 1: Deployment and Validation}
 * @param line the line of its heading, from 1
 * @param blocks may be empty; the linter complains, the parser does not
 */
public record Phase(PhaseKind kind, String title, int line, List<Block> blocks) {
  public Phase {
    blocks = List.copyOf(blocks);
  }
}
