package io.haymaker.main.audit;

import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunAudits;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.ExitCode;
import io.haymaker.main.Logging;
import io.haymaker.main.place.Place;
import io.haymaker.main.place.PlaceArguments;
import io.haymaker.main.place.Site;
import io.haymaker.main.wiring.Audits;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Looks whether anything is left, and changes nothing. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "Looks whether anything of a run, or of the whole installation, is left; changes nothing.",
      "It asks by other ways than the cleanup does, and what it could not look at is told and never",
      "taken for clean. Of a run that goes on it shows what is there now. Without a run the newest.",
      "Exit codes: 0 nothing remains, 3 something remains or could not be looked at."
    })
public final class AuditCommand implements Callable<Integer> {
  @Mixin private PlaceArguments arguments = new PlaceArguments();

  @Parameters(arity = "0..1", paramLabel = "RUN_ID", description = "the run; default the newest")
  private @Nullable String run;

  @Option(names = "--all", description = "everything of the installation, whatever the run")
  private boolean all;

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Logging.off();
    if (all && run != null) {
      throw CommandFailure.usage("RUN_ID and --all exclude each other: give one of them");
    }
    Optional<RunId> wanted = Optional.ofNullable(run).map(AuditCommand::parsed);
    Clock clock = Clock.systemUTC();
    Site site = arguments.site(clock);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Place place = site.join(err::println)) {
      RunAudits audits = Audits.of(place.settings(), place.store(), clock);
      Optional<RunId> id =
          all ? Optional.empty() : Optional.of(wanted.orElseGet(() -> newest(place)));
      Optional<Run> known = id.flatMap(place.store().runs()::find);
      AuditReport report = id.map(audits::audit).orElseGet(audits::auditAll);
      String installation = place.store().installation().id().value();
      if (json) {
        ObjectNode object = AuditJson.of(report);
        object.put("installation_id", installation);
        object.put("run_id", id.map(RunId::toString).orElse(null));
        object.put("run_status", known.map(Run::status).orElse(null));
        out.println(object);
      } else {
        out.println(heading(id, known, installation));
        AuditTable.of(report).forEach(out::println);
      }
      out.flush();
      return report.provesAbsence() ? ExitCode.CLEAN : ExitCode.REMAINS;
    }
  }

  private static String heading(Optional<RunId> id, Optional<Run> known, String installation) {
    return id.map(
            one ->
                "audit of run %s (%s)"
                    .formatted(
                        one,
                        known
                            .map(run -> run.isOver() ? run.status() : "goes on")
                            .orElse("not in this database")))
        .orElse("audit of everything of installation " + installation);
  }

  private static RunId parsed(String text) {
    try {
      return new RunId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("RUN_ID: '%s' is no run's id".formatted(text));
    }
  }

  private static RunId newest(Place place) {
    return place.store().runs().newest(1).stream()
        .map(Run::id)
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "there is no run yet; --all looks for anything of the installation"));
  }
}
