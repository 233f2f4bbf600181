package io.haymaker.testkit.runtime;

/** What can be asked of a {@link FakeRuntime}. Targets are container names; of a list the run. */
public enum RuntimeOperation {
  LAUNCH,
  INSPECT,
  FIND,
  STOP,
  DESTROY,
  LIST,
  LOGS
}
