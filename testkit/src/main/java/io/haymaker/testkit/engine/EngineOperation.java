package io.haymaker.testkit.engine;

/** The calls of the engine port, for a script of what goes wrong. */
public enum EngineOperation {
  HOST,
  IMAGES,
  IMAGE,
  PULL,
  INSTANCES,
  INSTANCE,
  LAUNCH,
  START,
  STOP,
  REMOVE,
  RESIZE,
  ADOPT,
  LOGS,
  FOLLOW,
  USAGE,
  WATCH
}
