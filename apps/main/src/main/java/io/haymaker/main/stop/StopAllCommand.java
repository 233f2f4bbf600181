package io.haymaker.main.stop;

import io.haymaker.core.audit.AuditReport;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.ExitCode;
import io.haymaker.main.Interrupts;
import io.haymaker.main.Logging;
import io.haymaker.main.audit.AuditJson;
import io.haymaker.main.audit.AuditTable;
import io.haymaker.main.place.Place;
import io.haymaker.main.place.PlaceArguments;
import io.haymaker.main.place.Site;
import io.haymaker.main.wiring.Audits;
import io.haymaker.main.wiring.ControlPlane;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Ends every run and container of the installation at once, and cleans up. */
@Command(
    name = "stop-all",
    mixinStandardHelpOptions = true,
    description = {
      "Ends every run and container of the installation at once and cleans up after them, also",
      "while another process drives the runs; stays until all is over and tells what remains.",
      "Exit codes: 0 nothing remains, 3 something remains or could not be looked at."
    })
public final class StopAllCommand implements Callable<Integer> {
  /** The process that we joined ends its database when its own run is over. */
  private static final int JOINS = 5;

  @Mixin private PlaceArguments arguments = new PlaceArguments();

  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  @Option(names = "--json", description = "one JSON object on standard output at the end")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Logging.off();
    Clock clock = Clock.systemUTC();
    Site site = arguments.site(clock);
    confirm();
    Interrupts interrupts = Interrupts.counted();
    PrintWriter err = spec.commandLine().getErr();
    var session = new StopSession(err::println, interrupts);
    for (int join = 1; ; join++) {
      boolean beside = false;
      try (Place place = site.join(err::println)) {
        beside = place.isBeside();
        if (!followed(place, session, clock)) {
          err.println("left before the end; the same command goes on");
          return ExitCode.REMAINS;
        }
        AuditReport audit = Audits.of(place.settings(), place.store(), clock).auditAll();
        // Whoever drove the run may end the cloud of its own, too, when that is over.
        if (audit.couldNotLook().isEmpty() || !beside || join == JOINS) {
          return told(session, audit);
        }
      } catch (CommandFailure known) {
        throw known;
      } catch (RuntimeException e) {
        if (!beside || join == JOINS) {
          throw e;
        }
        LoggerFactory.getLogger(StopAllCommand.class).info("what was joined has ended", e);
      }
      err.println("the process that drove the runs is ending; going on without it");
    }
  }

  private static boolean followed(Place place, StopSession session, Clock clock) {
    try (ControlPlane plane = ControlPlane.start(place.settings(), place.store(), clock)) {
      return session.follow(plane);
    }
  }

  private int told(StopSession session, AuditReport audit) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode object = AuditJson.of(audit);
      ArrayNode runs = object.putArray("runs_stopped");
      session.runs().forEach(run -> runs.add(run.toString()));
      ArrayNode containers = object.putArray("containers_stopped");
      session.containers().forEach(containers::add);
      out.println(object);
    } else {
      out.printf(
          "stopped %s and %s%n",
          counted(session.runs().size(), "run"), counted(session.containers().size(), "container"));
      AuditTable.of(audit).forEach(out::println);
    }
    out.flush();
    return audit.provesAbsence() ? ExitCode.CLEAN : ExitCode.REMAINS;
  }

  private static String counted(int number, String what) {
    return number == 1 ? "1 " + what : number + " " + what + "s";
  }

  private void confirm() {
    if (yes) {
      return;
    }
    Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    String answer =
        terminal
            .map(
                console ->
                    console.readLine(
                        "End every run and container of this installation now? Type 'yes': "))
            .orElseThrow(() -> CommandFailure.usage("there is no terminal to ask at: give --yes"));
    if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).equals("yes")) {
      throw CommandFailure.refused("nothing was stopped");
    }
  }
}
