package io.haymaker.main.config;

import java.util.Set;
import java.util.function.Predicate;

/** Whether there is a cloud, and a queue scaler, and so what must be given. */
final class Presence {
  /** What a scaler needs as runs do: it tells nothing about them. */
  private static final Set<Setting<?>> SHARED = Set.of(CloudKeys.TENANT, CloudKeys.SUBSCRIPTION);

  private final Predicate<Setting<?>> given;
  private final boolean hasFurtherScalers;
  private final Resolver.Cloud cloud;

  /**
   * @param given whether anybody gave a setting, right or wrong
   * @param hasFurtherScalers whether the file names scalers
   */
  Presence(Predicate<Setting<?>> given, boolean hasFurtherScalers, Resolver.Cloud cloud) {
    this.given = given;
    this.hasFurtherScalers = hasFurtherScalers;
    this.cloud = cloud;
  }

  /** Whether a cloud for runs is named, or must be. */
  boolean hasCloud() {
    return switch (cloud) {
      case NEEDED -> true;
      case WHERE_NAMED, SCALER_NEEDED -> namesCloud();
      case OR_SCALER -> namesCloud() || !hasAnyScaler();
    };
  }

  private boolean namesCloud() {
    boolean sharing = hasAnyScaler();
    return Declarations.ALL.stream()
        .filter(setting -> setting.need() instanceof Setting.Need.Always)
        .filter(setting -> !sharing || !SHARED.contains(setting))
        .anyMatch(given);
  }

  /** Whether the settings themselves name a scaler, or must. */
  boolean hasScaler() {
    return ScalerKeys.NAMING.stream().anyMatch(given)
        || (cloud == Resolver.Cloud.SCALER_NEEDED && !hasFurtherScalers);
  }

  private boolean hasAnyScaler() {
    return hasScaler() || hasFurtherScalers;
  }

  /** Whether a configuration without the setting cannot be used. */
  boolean wants(Setting<?> setting, Values values) {
    boolean applies =
        hasCloud()
            || !setting.feature().isOfCloud()
            || (setting.equals(CloudKeys.SUBSCRIPTION) && hasAnyScaler());
    return applies
        && switch (setting.need()) {
          case Setting.Need.Always _ -> true;
          case Setting.Need.When when -> holds(when, values);
          case Setting.Need.With(Setting<?> other) -> values.has(other);
          case Setting.Need.OfScaler(var only) ->
              hasScaler() && only.filter(when -> !holds(when, values)).isEmpty();
          case Setting.Need.Never _ -> false;
        };
  }

  private static boolean holds(Setting.Need.When when, Values values) {
    return values.is(when.other(), when.word());
  }
}
