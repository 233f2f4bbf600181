package io.haymaker.azure.runtime;

/** As what containers run on Container Apps. */
public enum AgentKind {
  /** A manual job: runs to its end, and says how it ended. */
  JOB,
  /** An app: begun again whenever it ends, until it is stopped. */
  APP
}
