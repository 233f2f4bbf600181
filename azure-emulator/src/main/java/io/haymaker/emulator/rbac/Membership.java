package io.haymaker.emulator.rbac;

import io.haymaker.emulator.http.Caller;

/** Knows who belongs to the subscription at all: only they see it in lists. */
@FunctionalInterface
public interface Membership {
  /** Whether the caller has any role that has propagated, anywhere in the subscription. */
  boolean hasAnyRole(Caller caller);
}
