package io.haymaker.benchmarks.containers;

import static io.haymaker.benchmarks.containers.Timing.millis;

import io.haymaker.benchmarks.Ratio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;

/** Containers are looked at while so many run; the bare client's list is the yardstick. */
final class LookPart {
  private static final double MOST = 3;

  /** With so many the bound holds. */
  private static final int BOUND_AT = 50;

  private static final String BARE = "bare list";
  private static final int[] WIDTHS = {1, 8};

  private final BareEngine bare;
  private final Server server;
  private final int calls;
  private final int rounds;

  /**
   * @param calls of each kind in a round, by all clients together
   */
  LookPart(BareEngine bare, Server server, int calls, int rounds) {
    this.bare = bare;
    this.server = server;
    this.calls = calls;
    this.rounds = rounds;
  }

  /**
   * @param running so many containers run
   */
  List<Ratio> with(int running) {
    var ratios = new ArrayList<Ratio>();
    Map<String, IntConsumer> looks = looks(running);
    looks.values().forEach(look -> Clients.of(1, 20, look));
    for (int width : WIDTHS) {
      var all = new LinkedHashMap<String, List<Timing>>();
      for (int round = 0; round < rounds; round++) {
        looks.forEach(
            (name, look) ->
                all.computeIfAbsent(name, _ -> new ArrayList<>())
                    .add(Clients.of(width, calls, look)));
      }
      ratios.addAll(ratios(running, width, all));
    }
    return ratios;
  }

  private Map<String, IntConsumer> looks(int running) {
    var looks = new LinkedHashMap<String, IntConsumer>();
    looks.put(BARE, _ -> bare.list());
    looks.put("list", _ -> server.list());
    looks.put("instances", _ -> server.instances(bare.image()));
    if (running > 0) {
      List<String> ids = bare.managed().stream().map(container -> container.getId()).toList();
      if (ids.size() != running) {
        throw new IllegalStateException("%d run, not %d".formatted(ids.size(), running));
      }
      looks.put("health of one", i -> server.health(ids.get(i % ids.size())));
    }
    return looks;
  }

  private static List<Ratio> ratios(int running, int width, Map<String, List<Timing>> all) {
    List<Timing> yardstick = Objects.requireNonNull(all.get(BARE));
    var ratios = new ArrayList<Ratio>();
    all.forEach(
        (name, timings) -> {
          System.out.printf(
              Locale.ROOT,
              "  %3d running, %d at a time: %-14s p50 %8s, p99 %8s%n",
              running,
              width,
              name,
              millis(Timing.median(timings, Timing::median)),
              millis(Timing.median(timings, Timing::p99)));
          if (!name.equals(BARE)) {
            String what = "%s, %d running, %d at a time".formatted(name, running, width);
            boolean isBound = name.equals("list") && running == BOUND_AT;
            ratios.add(ratio(isBound, what, timings, yardstick));
          }
        });
    return ratios;
  }

  /** The middle one of the rounds, each with its own yardstick. */
  private static Ratio ratio(
      boolean isBound, String what, List<Timing> ours, List<Timing> yardstick) {
    var ratios = new double[ours.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = ours.get(i).p99() / yardstick.get(i).p99();
    }
    String measured = millis(Timing.median(ours, Timing::p99));
    String over = millis(Timing.median(yardstick, Timing::p99));
    double ratio = Timing.median(ratios);
    return isBound
        ? Ratio.atMost(MOST, "p99 of " + what, measured, over, ratio)
        : Ratio.told("p99 of " + what, measured, over, ratio);
  }

  /** The machine and what all containers use, first measured anew, then as it is remembered. */
  List<Ratio> resources(int running) {
    var fresh = new ArrayList<Timing>();
    var again = new ArrayList<Timing>();
    var stats = new ArrayList<Timing>();
    var ratios = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      Naps.of(Server.REMEMBERS_USAGE);
      fresh.add(Clients.of(1, 1, _ -> server.resources()));
      again.add(Clients.of(1, 10, _ -> server.resources()));
      stats.add(Clients.of(1, 1, _ -> DockerStats.once(bare.host())));
      ratios[round] = fresh.getLast().median() / stats.getLast().median();
    }
    double measured = Timing.median(fresh, Timing::median);
    System.out.printf(
        Locale.ROOT,
        "  /system/resources with %d: %s, again within 2 s %s%n",
        running,
        millis(measured),
        millis(Timing.median(again, Timing::median)));
    return List.of(
        Ratio.told(
            "/system/resources with %d over docker stats".formatted(running),
            millis(measured),
            millis(Timing.median(stats, Timing::median)),
            Timing.median(ratios)));
  }
}
