package io.haymaker.main.cleanup;

import io.haymaker.azure.validation.PriceList;
import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.cleanup.CleanupPreview;
import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.sweep.Belongings;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.ExitCode;
import io.haymaker.main.Logging;
import io.haymaker.main.place.Place;
import io.haymaker.main.place.PlaceArguments;
import io.haymaker.main.place.Site;
import io.haymaker.main.wiring.CleanupDesk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what runs have left and would be deleted; deletes it when told to. */
@Command(
    name = "cleanup",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what finished, failed and unknown runs have left, and what would be done about it;",
      "with --yes does it, and proves it. Runs that are not over are never touched.",
      "Exit codes: 0 nothing remains, 3 something remains or could not be seen, 1 failed, 2 usage."
    })
public final class CleanupCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "RUN_ID",
      description = "this run only; default all that are over or unknown")
  private @Nullable String run;

  @Option(names = "--all", description = "all runs that are over or unknown: the default")
  private boolean all;

  @Option(names = "--dry-run", description = "only show it: the default")
  private boolean dryRun;

  @Option(names = "--yes", description = "do it")
  private boolean yes;

  @Option(
      names = "--adopt",
      paramLabel = "INSTALLATION",
      description = {
        "take over what another installation left: all of its runs. With --yes it asks for",
        "that installation's id to be typed once more. Make sure that it works no longer."
      })
  private @Nullable String adopt;

  @Option(names = "--json", description = "as one JSON object")
  private boolean json;

  @Mixin private PlaceArguments place = new PlaceArguments();

  @Override
  public Integer call() {
    Logging.off();
    Optional<RunId> wanted = wanted();
    Optional<InstallationId> other = other();
    Clock clock = Clock.systemUTC();
    Site site = place.site(clock);
    try (Place here = site.join(line -> System.err.println("haymaker: " + line))) {
      InstallationId own = here.store().installation().id();
      if (other.filter(own::equals).isPresent()) {
        throw CommandFailure.usage("--adopt: %s is this installation itself".formatted(own));
      }
      CleanupDesk desk = CleanupDesk.open(other.orElse(own), here.settings(), here.store(), clock);
      var costs = new Costs(PriceList.of(here.settings().checks().prices()));
      return attend(desk, wanted, other.isPresent(), new CleanupText(costs, clock), costs);
    }
  }

  private Optional<RunId> wanted() {
    if (run == null) {
      return Optional.empty();
    }
    String text = run;
    if (all) {
      throw CommandFailure.usage("RUN_ID and --all exclude each other: give one of them");
    }
    return Optional.of(
        RunId.parse(text)
            .orElseThrow(() -> CommandFailure.usage("'%s' is no run id".formatted(text))));
  }

  private Optional<InstallationId> other() {
    if (yes && dryRun) {
      throw CommandFailure.usage("--yes and --dry-run exclude each other: give one of them");
    }
    try {
      return Optional.ofNullable(adopt).map(InstallationId::new);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--adopt: " + e.getMessage());
    }
  }

  private int attend(
      CleanupDesk desk, Optional<RunId> wanted, boolean adopting, CleanupText text, Costs costs) {
    Belongings found = desk.belongings();
    var active = new ArrayList<RunId>();
    var previews = new ArrayList<CleanupPreview>();
    for (RunId id : wanted.map(List::of).orElseGet(() -> sorted(found))) {
      if (desk.isActive(id)) {
        active.add(id);
      } else {
        previews.add(desk.preview(id));
      }
    }
    if (wanted.isPresent() && !active.isEmpty()) {
      throw CommandFailure.usage(
          "run %s is not over and cleans up by itself".formatted(wanted.get()));
    }
    var outlook = new Outlook(desk.installation(), adopting, previews, active, found);
    if (!json) {
      text.outlook(outlook).forEach(System.out::println);
    }
    if (!yes) {
      if (json) {
        System.out.println(new CleanupJson(costs).of(outlook, Map.of()));
      } else {
        text.howToDoIt(outlook, wanted).forEach(System.out::println);
      }
      return outlook.isClean() ? ExitCode.CLEAN : ExitCode.REMAINS;
    }
    if (adopting && !outlook.previews().isEmpty()) {
      confirm(desk.installation());
    }
    return clean(desk, outlook, text, costs);
  }

  private static List<RunId> sorted(Belongings found) {
    return found.ofRuns().keySet().stream()
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .toList();
  }

  /** Never by a flag: who takes over another's things types whose they are. */
  private static void confirm(InstallationId installation) {
    System.err.printf("Type the id of the installation that is to be taken over: ");
    System.err.flush();
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      String typed = in.readLine();
      if (typed != null && typed.strip().equals(installation.value())) {
        return;
      }
    } catch (IOException e) {
      throw CommandFailure.refused("nothing was touched: the confirmation cannot be read: " + e);
    }
    throw CommandFailure.refused("nothing was touched: that is not " + installation);
  }

  private int clean(CleanupDesk desk, Outlook outlook, CleanupText text, Costs costs) {
    Map<RunId, AuditReport> audits = new LinkedHashMap<>();
    boolean proven = outlook.found().couldNotLook().isEmpty();
    for (CleanupPreview preview : outlook.previews()) {
      RunId id = preview.run();
      CleanupProgress progress =
          desk.clean(
              id,
              round -> {
                if (!json) {
                  System.out.println(text.round(id, round));
                }
              });
      AuditReport audit = desk.audit(id);
      audits.put(id, audit);
      proven &= progress.isClean() && audit.provesAbsence();
      if (!json) {
        text.verdict(id, progress, audit).forEach(System.out::println);
      }
    }
    if (json) {
      System.out.println(new CleanupJson(costs).of(outlook, audits));
    }
    return proven ? ExitCode.CLEAN : ExitCode.REMAINS;
  }
}
