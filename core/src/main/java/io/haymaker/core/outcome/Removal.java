package io.haymaker.core.outcome;

/** How something came to be gone. Both are success; only the evidence differs. */
public enum Removal {
  /** The call removed it. */
  REMOVED,
  /** It was not there any more. */
  ALREADY_ABSENT
}
