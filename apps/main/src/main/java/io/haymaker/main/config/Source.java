package io.haymaker.main.config;

import java.util.Locale;

/** Where a value comes from. Whoever stands first wins. */
public enum Source {
  ENVIRONMENT,
  KEY_VAULT,
  FILE,
  DEFAULT,
  /** Nobody gave one, and there is none by default. */
  UNSET;

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
