package io.haymaker.core.engine;

/** The engine's whole id of a container. */
public record InstanceId(String value) {
  public InstanceId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("container id is empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
