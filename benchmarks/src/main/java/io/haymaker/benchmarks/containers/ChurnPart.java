package io.haymaker.benchmarks.containers;

import static io.haymaker.benchmarks.containers.Timing.seconds;

import io.haymaker.benchmarks.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Containers are started and removed, by us and by the bare client at the same width. */
final class ChurnPart {
  private static final double MOST = 1.1;
  private static final int WIDTH = 8;

  private final BareEngine bare;
  private final Server server;
  private final int number;
  private final int rounds;

  ChurnPart(BareEngine bare, Server server, int number, int rounds) {
    this.bare = bare;
    this.server = server;
    this.number = number;
    this.rounds = rounds;
  }

  private record Cost(double start, double remove) {
    double both() {
      return start + remove;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "start %6.2f s, remove %6.2f s", start, remove);
    }
  }

  private record Round(Cost ours, Cost bare) {
    double both() {
      return ours.both() / bare.both();
    }

    double start() {
      return ours.start() / bare.start();
    }
  }

  /** One client, on both sides. */
  List<Ratio> ofOne() {
    var all = new ArrayList<Round>();
    for (int i = 0; i < rounds; i++) {
      all.add(new Round(ours(1), bare(1)));
    }
    return churned(1, all);
  }

  /** Many clients on both sides; and all in one call, over the same clients of the engine. */
  List<Ratio> ofMany() {
    var clients = new ArrayList<Round>();
    var calls = new ArrayList<Round>();
    for (int i = 0; i < rounds; i++) {
      Cost ours = ours(WIDTH);
      Cost bare = bare(WIDTH);
      clients.add(new Round(ours, bare));
      calls.add(new Round(atOnce(), bare));
    }
    var ratios = new ArrayList<>(churned(WIDTH, clients));
    ratios.addAll(called(calls));
    return ratios;
  }

  /** All in one call, over as many clients of the engine as we begin at a time. */
  List<Ratio> inOneCall() {
    var all = new ArrayList<Round>();
    for (int i = 0; i < rounds; i++) {
      all.add(new Round(atOnce(), bare(WIDTH)));
    }
    return called(all);
  }

  private Cost ours(int clients) {
    return told(
        "ours, " + of(clients),
        churn(clients, () -> server.startOne(bare.image()), server::remove));
  }

  private Cost bare(int clients) {
    return told("bare, " + of(clients), churn(clients, bare::start, bare::remove));
  }

  private List<Ratio> churned(int clients, List<Round> all) {
    return List.of(
        Ratio.atMost(
            MOST,
            "start and remove %d, %s".formatted(number, of(clients)),
            seconds(Timing.median(all, round -> round.ours().both())),
            seconds(Timing.median(all, round -> round.bare().both())),
            Timing.median(all, Round::both)),
        Ratio.told(
            "of it start",
            seconds(Timing.median(all, round -> round.ours().start())),
            seconds(Timing.median(all, round -> round.bare().start())),
            Timing.median(all, Round::start)));
  }

  private List<Ratio> called(List<Round> all) {
    return List.of(
        Ratio.atMost(
            MOST,
            "start %d in one call, over %s".formatted(number, of(WIDTH)),
            seconds(Timing.median(all, round -> round.ours().start())),
            seconds(Timing.median(all, round -> round.bare().start())),
            Timing.median(all, Round::start)),
        Ratio.told(
            "desired 0 -> %d -> 0".formatted(number),
            seconds(Timing.median(all, round -> round.ours().both())),
            seconds(Timing.median(all, round -> round.bare().both())),
            Timing.median(all, Round::both)));
  }

  private static String of(int clients) {
    return clients == 1 ? "1 client" : clients + " clients";
  }

  private Cost churn(int clients, Supplier<String> start, Consumer<String> remove) {
    String[] ids = new String[number];
    Timing started = Clients.of(clients, number, i -> ids[i] = start.get());
    Timing removed = Clients.of(clients, number, i -> remove.accept(ids[i]));
    return new Cost(started.wallSeconds(), removed.wallSeconds());
  }

  private Cost atOnce() {
    Timing started = Clients.of(1, 1, _ -> server.ensure(bare.image(), number));
    List<String> ids = bare.managed().stream().map(container -> container.getId()).toList();
    Timing removed = Clients.of(WIDTH, ids.size(), i -> server.remove(ids.get(i)));
    if (server.instances(bare.image()) != 0) {
      throw new IllegalStateException("containers are left");
    }
    return told("ours, one call", new Cost(started.wallSeconds(), removed.wallSeconds()));
  }

  private static Cost told(String who, Cost cost) {
    System.out.printf("  %-18s %s%n", who, cost);
    return cost;
  }
}
