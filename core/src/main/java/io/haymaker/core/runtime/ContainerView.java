package io.haymaker.core.runtime;

import java.util.Map;

/**
 * A container as its runtime lists it.
 *
 * @param labels its tags or labels, the owner's among them
 */
public record ContainerView(
    ContainerHandle handle, Map<String, String> labels, ContainerState state) {
  public ContainerView {
    labels = Map.copyOf(labels);
  }
}
