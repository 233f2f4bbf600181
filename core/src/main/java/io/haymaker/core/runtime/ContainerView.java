package io.haymaker.core.runtime;

import java.util.Map;

/**
 * A container as its runtime lists it.
 *
 * @param labels its tags or labels, the owner's among them
 * @param facts what else the runtime tells
 */
public record ContainerView(
    ContainerHandle handle,
    Map<String, String> labels,
    ContainerState state,
    ContainerFacts facts) {
  public ContainerView {
    labels = Map.copyOf(labels);
  }

  /** A container of which no more is told. */
  public ContainerView(ContainerHandle handle, Map<String, String> labels, ContainerState state) {
    this(handle, labels, state, ContainerFacts.NONE);
  }
}
