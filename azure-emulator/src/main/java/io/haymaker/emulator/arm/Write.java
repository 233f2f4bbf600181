package io.haymaker.emulator.arm;

import io.haymaker.emulator.http.Caller;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A PUT or PATCH on its way into the book; a provider may complete or refuse it. */
public final class Write {
  private final ResourceId id;
  private final Optional<ArmResource> before;
  private final ObjectNode document;
  private final Caller caller;
  private final boolean patch;
  private Duration operationTime;
  private boolean alwaysOk;

  Write(
      ResourceId id,
      Optional<ArmResource> before,
      ObjectNode document,
      Caller caller,
      boolean patch,
      Duration operationTime) {
    this.id = id;
    this.before = before;
    this.document = document;
    this.caller = caller;
    this.patch = patch;
    this.operationTime = operationTime;
  }

  /** What is written. */
  public ResourceId id() {
    return id;
  }

  /** What was there; empty if it is created. */
  public Optional<ArmResource> before() {
    return before;
  }

  /** What will be kept (for a PATCH: already merged); to be changed in place. */
  public ObjectNode document() {
    return document;
  }

  /** Who writes. */
  public Caller caller() {
    return caller;
  }

  /** Whether it is a PATCH, which changes what is there. */
  public boolean isPatch() {
    return patch;
  }

  /** How long the operation takes; zero means that it is done with the answer. */
  public Duration operationTime() {
    return operationTime;
  }

  /** Says how long the operation takes. */
  public void takes(Duration length) {
    operationTime = length;
  }

  /** Says that a creation is answered 200, not 201, as Service Bus does for its entities. */
  public void answersOkAlways() {
    alwaysOk = true;
  }

  boolean isOkAlways() {
    return alwaysOk;
  }
}
