package io.haymaker.chaos;

import io.haymaker.chaos.kill.House;
import io.haymaker.chaos.kill.Killings;
import io.haymaker.chaos.step.Campaign;
import io.haymaker.chaos.step.Tally;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends the control plane wherever it can be ended, and counts what is left. */
@Command(
    name = "haymaker chaos",
    mixinStandardHelpOptions = true,
    description = {
      "Ends, freezes or deafens the control plane at every step of a run, in virtual time, singly"
          + " and at random; and kills its process at random moments of real runs against the"
          + " emulator, under faults.",
      "Without --points and --kills it does both: all points, a minute at random, 20 kills.",
      "Exit codes: 0 no leftovers and no duplicates, 1 could not be done, 2 usage, 3 otherwise."
    })
public final class ChaosCommand implements Callable<Integer> {
  private static final int USUAL_KILLS = 20;
  private static final int LEFTOVERS = 3;

  @Option(names = "--points", paramLabel = "all|none", description = "strike at every point")
  private @Nullable String points;

  @Option(names = "--kills", paramLabel = "N", description = "how many processes to kill")
  private @Nullable Integer kills;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "1",
      description = "how long to strike at random in virtual time; default ${DEFAULT-VALUE}")
  private double minutes = 1;

  @Option(names = "--seed", paramLabel = "N", description = "decides all that is random")
  private @Nullable Long seed;

  private final PrintStream out = System.out;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ChaosCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (points != null && !List.of("all", "none").contains(points)) {
      System.err.printf("haymaker: --points: '%s' is neither all nor none%n", points);
      return 2;
    }
    long chosen = seed != null ? seed : new SecureRandom().nextInt(1, Integer.MAX_VALUE);
    boolean both = points == null && kills == null;
    out.println("seed " + chosen);
    String summary = "chaos: seed " + chosen;
    int wrong = 0;
    if (both || "all".equals(points)) {
      Tally tally = new Tally();
      summary += ", " + steps(new Campaign(chosen, tally), tally);
      wrong += tally.failed();
      tally.failures().forEach(failure -> out.println("  " + failure));
    }
    int wanted = kills != null ? kills : both ? USUAL_KILLS : 0;
    if (wanted > 0) {
      Killings.Outcome outcome = killed(chosen, wanted);
      summary +=
          ", %d kills over %d runs (%d times an agent misbehaved)"
              .formatted(outcome.kills(), outcome.runs(), outcome.mischief());
      wrong += outcome.wrong().size();
      outcome.wrong().forEach(failure -> out.println("  " + failure));
    }
    out.println(
        summary + (wrong == 0 ? ": 0 leftovers, 0 duplicates" : ": %d failures".formatted(wrong)));
    return wrong == 0 ? 0 : LEFTOVERS;
  }

  private String steps(Campaign campaign, Tally tally) {
    int all = campaign.everyPoint();
    int singly = tally.cases();
    out.println("every one of %d points struck: %d cases".formatted(all, singly));
    long begin = System.nanoTime();
    long length = Duration.ofMillis((long) (minutes * 60_000)).toNanos();
    campaign.atRandom(() -> System.nanoTime() - begin < length * 2 / 3);
    int random = tally.cases() - singly;
    out.println("several points at random: %d cases".formatted(random));
    campaign.underSpells(() -> System.nanoTime() - begin < length);
    int spells = tally.cases() - singly - random;
    out.println("parts of the world away for a while: %d cases".formatted(spells));
    return "%d points in %d cases, %d cases at random, %d with parts of the world away"
        .formatted(all, singly, random, spells);
  }

  private Killings.Outcome killed(long chosen, int wanted)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("haymaker-chaos");
    out.println("data in " + folder);
    var house = new House(Path.of(System.getProperty("haymaker.home", ".")).toAbsolutePath());
    return new Killings(house, folder, chosen, out::println).kill(wanted);
  }
}
