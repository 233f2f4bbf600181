package io.haymaker.main.config;

/** All that is configured, checked. */
public sealed interface Configured {

  /** A cloud is named. */
  record WithCloud(Configuration configuration) implements Configured {}

  /** No cloud is named; there is the rest. */
  record Cloudless(Premises premises) implements Configured {}
}
