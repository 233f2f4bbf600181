package io.haymaker.chaos.step;

import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.run.Conclusion;
import io.haymaker.core.run.Conclusion.Reason;
import io.haymaker.core.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a run that could not look or delete for a while says of itself what is so: it calls
 * itself clean only when it is, its audit names what is there or says that it could not look, and
 * names nothing that is not there.
 */
final class Honesty {
  private final Universe universe;

  Honesty(Universe universe) {
    this.universe = universe;
  }

  /** To be asked when the run is over and nobody has touched the world since. */
  List<String> wrong(Run run) {
    var wrong = new ArrayList<String>();
    Optional<AuditReport> audit = universe.store.reports().latestAudit(run.id());
    List<Thing> there = there();
    if (callsItselfClean(run.conclusion().orElseThrow())) {
      there.forEach(thing -> wrong.add("it calls itself clean, and there is " + thing));
      if (audit.filter(seen -> !seen.provesAbsence()).isPresent()) {
        wrong.add("it calls itself clean, and its audit does not: " + audit);
      }
    } else if (audit.isEmpty()) {
      wrong.add("it is not clean, and nobody looked");
    } else {
      compare(there, audit.get(), wrong);
    }
    return wrong;
  }

  private static boolean callsItselfClean(Conclusion conclusion) {
    return switch (conclusion) {
      case Conclusion.Completed _ -> true;
      case Conclusion.Failed(Reason reason, String _) ->
          switch (reason) {
            case VALIDATION, NOTHING_PROVISIONED -> true;
            case LEFTOVERS, COULD_NOT_LOOK -> false;
          };
    };
  }

  private static void compare(List<Thing> there, AuditReport audit, List<String> wrong) {
    List<String> named = audit.everything();
    for (Thing thing : there) {
      boolean excused = audit.couldNotLook().stream().anyMatch(thing::isUnseenBy);
      if (!excused && named.stream().noneMatch(thing::isNamedBy)) {
        wrong.add("neither named nor unseen: %s in %s".formatted(thing, audit));
      }
    }
    for (String line : named) {
      if (there.stream().noneMatch(thing -> thing.isNamedBy(line))) {
        wrong.add("named, and not there: " + line);
      }
    }
  }

  /**
   * Something that is there.
   *
   * @param listing what the auditor's listing of its kind is called
   */
  private record Thing(String listing, String name) {
    /** A group is named by what is in it. */
    boolean isNamedBy(String line) {
      String said = line.toLowerCase(Locale.ROOT);
      String own = name.toLowerCase(Locale.ROOT);
      return said.equals(own) || said.startsWith(own + "/") || said.startsWith(own + " (");
    }

    boolean isUnseenBy(String line) {
      return line.startsWith(listing + ":")
          || line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":");
    }
  }

  private List<Thing> there() {
    Stream<Thing> things =
        universe.cloud.belongings(Universe.US).stream()
            .map(
                line -> {
                  if (line.startsWith("resource ")) {
                    return new Thing("tagged resources", line.substring("resource ".length()));
                  }
                  return line.startsWith("secret ")
                      ? new Thing("secrets", line.substring("secret ".length()))
                      : new Thing("principals", line);
                });
    Stream<Thing> roles =
        universe.cloud.assignments().stream().map(role -> new Thing("role assignments", role.id()));
    Stream<Thing> containers =
        universe.runtime.present().stream()
            .map(view -> new Thing("containers", view.handle().name().value()));
    return Stream.of(things, roles, containers).flatMap(kind -> kind).toList();
  }
}
