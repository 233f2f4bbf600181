package io.haymaker.chaos;

import io.haymaker.chaos.kill.House;
import io.haymaker.chaos.kill.Killings;
import io.haymaker.chaos.scaler.Soak;
import io.haymaker.chaos.scaler.SoakPlan;
import io.haymaker.chaos.step.Campaign;
import io.haymaker.chaos.step.Tally;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
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
      "--scaler does neither: messages, two servers that are killed and frozen while they keep the"
          + " queue scaler, and a cloud under faults.",
      "Exit codes: 0 no leftovers and no duplicates, 1 could not be done, 2 usage, 3 otherwise."
    })
public final class ChaosCommand implements Callable<Integer> {
  private static final int USUAL_KILLS = 20;
  private static final int MESSAGES_FOR_A_KILL = 80;
  private static final int ROOM = 60;
  private static final int LEFTOVERS = 3;

  @Option(names = "--points", paramLabel = "all|none", description = "strike at every point")
  private @Nullable String points;

  @Option(
      names = "--kills",
      paramLabel = "N",
      description = "how many processes to kill; with --scaler one for 80 messages by default")
  private @Nullable Integer kills;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "1",
      description = "how long to strike at random in virtual time; default ${DEFAULT-VALUE}")
  private double minutes = 1;

  @Option(names = "--seed", paramLabel = "N", description = "decides all that is random")
  private @Nullable Long seed;

  @Option(names = "--scaler", description = "the queue scaler in bad weather")
  private boolean scaler;

  @Option(
      names = "--messages",
      paramLabel = "N",
      defaultValue = "2000",
      description = "how many messages --scaler sends; default ${DEFAULT-VALUE}")
  private int messages = 2000;

  @Option(
      names = "--within",
      paramLabel = "MINUTES",
      defaultValue = "45",
      description = "when --scaler is given up; default ${DEFAULT-VALUE}")
  private int within = 45;

  private final PrintStream out = System.out;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ChaosCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    if (points != null && !List.of("all", "none").contains(points)) {
      System.err.printf("haymaker: --points: '%s' is neither all nor none%n", points);
      return 2;
    }
    if (messages < 1 || within < 1 || (kills != null && kills < 0)) {
      System.err.println("haymaker: --messages and --within are 1 or more, --kills 0 or more");
      return 2;
    }
    long chosen = seed != null ? seed : new SecureRandom().nextInt(1, Integer.MAX_VALUE);
    out.println("seed " + chosen);
    if (scaler) {
      return soaked(chosen);
    }
    boolean both = points == null && kills == null;
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

  private int soaked(long chosen) throws IOException, InterruptedException, SQLException {
    int wanted = kills != null ? kills : Math.max(2, messages / MESSAGES_FOR_A_KILL);
    var plan = new SoakPlan(messages, wanted, ROOM, chosen, Duration.ofMinutes(within));
    try (var soak = new Soak(house(), folder(), plan, out::println)) {
      // Who ends this by Ctrl-C leaves nothing running.
      Runtime.getRuntime().addShutdownHook(new Thread(soak::close, "soak-end"));
      Soak.Outcome outcome = soak.run();
      outcome.wrong().forEach(failure -> out.println("  " + failure));
      out.println("answers of the cloud: " + new TreeMap<>(outcome.answers()));
      out.printf(
          "chaos: seed %d, %d messages, %d done, %d containers, %d kills, %d freezes: %s%n",
          chosen,
          outcome.messages(),
          outcome.done(),
          outcome.containers(),
          outcome.kills(),
          outcome.freezes(),
          outcome.wrong().isEmpty()
              ? "one live container a message, nothing remains"
              : "%d failures".formatted(outcome.wrong().size()));
      return outcome.wrong().isEmpty() ? 0 : LEFTOVERS;
    }
  }

  private Killings.Outcome killed(long chosen, int wanted)
      throws IOException, InterruptedException {
    return new Killings(house(), folder(), chosen, out::println).kill(wanted);
  }

  private Path folder() throws IOException {
    Path folder = Files.createTempDirectory("haymaker-chaos");
    out.println("data in " + folder);
    return folder;
  }

  private static House house() {
    return new House(Path.of(System.getProperty("haymaker.home", ".")).toAbsolutePath());
  }
}
