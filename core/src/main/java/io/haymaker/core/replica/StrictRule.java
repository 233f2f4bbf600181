package io.haymaker.core.replica;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceState;
import java.util.List;
import java.util.Optional;

/** When containers of an image may be strict, and when they may be it no more. Pure. */
final class StrictRule {
  /** The code of the conflict when containers of an image would be strict and others not. */
  static final String MIXED = "StrictAndNot";

  /** The code of the conflict when strict containers would publish ports. */
  static final String PORTS = "StrictWithPorts";

  private static final String FIELD = "strict";

  private StrictRule() {}

  /** What one request asks for; what is on record of its image is left to the other rule. */
  static Reply<Boolean> ofRequest(MoreRequest request) {
    boolean strict = request.strict().orElse(false);
    return strict && !request.ports().orElse(List.of()).isEmpty()
        ? Reply.invalid(FIELD, "a strict container has no way out and publishes no ports")
        : Reply.done(strict);
  }

  /**
   * All containers of an image are of one kind here: nobody who asked for strict ones may be handed
   * others, and what runs is not ended because somebody asks for another kind.
   *
   * @param before what was wanted until now
   * @param present containers of the image, without those of which something else is wanted
   */
  static Reply<DesiredImage> of(
      Optional<DesiredImage> before, DesiredImage wanted, List<Instance> present) {
    boolean others =
        before.filter(old -> old.count() > 0 && old.strict() != wanted.strict()).isPresent()
            || present.stream()
                .filter(instance -> !(instance.state() instanceof InstanceState.Ended))
                .anyMatch(instance -> instance.strict() != wanted.strict());
    if (others) {
      return Reply.conflict(
          MIXED,
          "strict: containers of %s run that are%s strict; stop or delete them first"
              .formatted(wanted.image(), wanted.strict() ? " not" : ""));
    }
    // A network that leads nowhere publishes nothing.
    return wanted.strict() && !wanted.ports().isEmpty()
        ? Reply.conflict(
            PORTS,
            ("strict: ports are wanted of %s, and strict containers publish none;"
                    + " give ports as {} or strict as false")
                .formatted(wanted.image()))
        : Reply.done(wanted);
  }
}
