package io.haymaker.scenario;

import java.util.List;

/** An executable fenced block of a phase. */
public sealed interface Block {

  /** The nearest heading above the block inside its phase, or the phase's own. */
  String section();

  /** The line of the opening fence, from 1. */
  int line();

  /**
   * A fence marked {@code http}: requests that the agent sends itself.
   *
   * @param requests in their order; may be empty when the block only sets file variables
   */
  record HttpBlock(String section, int line, List<HttpRequest> requests) implements Block {
    public HttpBlock {
      requests = List.copyOf(requests);
    }
  }

  /**
   * A fence marked {@code bash}: all of a document share one shell over all phases.
   *
   * @param text the block's content, ending in a line feed unless empty
   */
  record BashBlock(String section, int line, String text) implements Block {}
}
