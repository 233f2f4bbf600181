package io.haymaker.core.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do. Each role may do all that the one before it may. */
public enum Role {
  /** Look. */
  READER,
  /** Start and stop runs and containers, and clean up. */
  OPERATOR,
  /** Give and take keys. */
  ADMIN;

  /** True when who has this role may do what needs that one. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that name, in any case. */
  public static Optional<Role> of(String name) {
    return Arrays.stream(values()).filter(role -> role.name().equalsIgnoreCase(name)).findFirst();
  }
}
