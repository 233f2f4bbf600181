package io.haymaker.main.config;

/** All that is configured, checked. */
public sealed interface Configured {

  /** What does not depend on the cloud. */
  default Premises premises() {
    return switch (this) {
      case WithCloud(Configuration configuration) -> configuration.premises();
      case Cloudless(Premises premises) -> premises;
    };
  }

  /** A cloud is named. */
  record WithCloud(Configuration configuration) implements Configured {}

  /** No cloud is named; there is the rest. */
  record Cloudless(Premises premises) implements Configured {}
}
