package io.haymaker.core.runtime;

/** The name of a container, unique within its runtime's scope. */
public record ContainerName(String value) {
  public ContainerName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("container name is empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
