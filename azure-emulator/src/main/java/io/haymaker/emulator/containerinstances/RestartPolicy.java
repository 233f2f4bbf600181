package io.haymaker.emulator.containerinstances;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What happens when a container ends by itself. */
enum RestartPolicy {
  ALWAYS("Always"),
  ON_FAILURE("OnFailure"),
  NEVER("Never");

  private final String wireName;

  RestartPolicy(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }

  boolean beginsAgain(int exitCode) {
    return switch (this) {
      case ALWAYS -> true;
      case ON_FAILURE -> exitCode != 0;
      case NEVER -> false;
    };
  }

  /** The policy of a document; Always where it names none. */
  static RestartPolicy of(Optional<String> name) {
    if (name.isEmpty()) {
      return ALWAYS;
    }
    return Arrays.stream(values())
        .filter(policy -> policy.wireName.equalsIgnoreCase(name.get()))
        .findFirst()
        .orElseThrow(
            () ->
                GroupErrors.invalid(
                    "InvalidRestartPolicy",
                    "restartPolicy must be one of "
                        + Arrays.stream(values())
                            .map(RestartPolicy::wireName)
                            .collect(Collectors.joining(", "))
                        + ", is '"
                        + name.get()
                        + "'."));
  }
}
