package io.haymaker.chaos.scaler;

import io.haymaker.azure.event.BusTrust;
import io.haymaker.chaos.kill.House;
import io.haymaker.chaos.scaler.Evidence.Asked;
import io.haymaker.chaos.scaler.Evidence.Mark;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.retry.Pauser;
import io.haymaker.postgres.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Messages on an emulated cloud, two servers that keep the scaler and one PostgreSQL for both. The
 * servers are killed and frozen, the cloud is under faults; messages are sent in as many parts as
 * there are kills, so that there is work at each of them. Not for several threads, except closing.
 */
public final class Soak implements AutoCloseable {
  private static final List<String> SUBSCRIPTIONS = List.of("north", "south", "east", "west");
  private static final Duration TICK = Duration.ofMillis(50);
  private static final int TICKS_BETWEEN_LOOKS = 20;
  private static final int TICKS_BETWEEN_READINGS = 60;
  private static final int TICKS_BETWEEN_NEWS = 200;

  /** In every so many-th part the cloud takes nothing on for a while. */
  private static final int PARTS_BETWEEN_STOPS = 8;

  private final House house;
  private final Path folder;
  private final SoakPlan plan;
  private final RandomGenerator chance;
  private final Consumer<String> news;
  private final Opened open;
  private final List<Letter> letters = new ArrayList<>();
  private final Set<String> unsettled = new LinkedHashSet<>();
  private final Set<String> settled = new HashSet<>();
  private final Set<String> doubles = new TreeSet<>();
  private final List<Replica> replicas = new ArrayList<>();
  private int kills;
  private int freezes;

  /**
   * @param folder an empty one for all that this leaves
   * @param news gets a line for each thing that happens
   */
  public Soak(House house, Path folder, SoakPlan plan, Consumer<String> news) {
    this.house = house;
    this.folder = folder;
    this.plan = plan;
    this.chance = new SplittableRandom(plan.seed());
    this.news = news;
    this.open = new Opened(news);
  }

  /**
   * What came of it.
   *
   * @param answers how often the cloud answered a PUT or DELETE of a group how; status 0 are those
   *     whose answer was lost
   * @param wrong what was promised and not kept, in words
   */
  public record Outcome(
      int messages,
      int done,
      int containers,
      int kills,
      int freezes,
      Map<String, Integer> answers,
      List<String> wrong) {
    public Outcome {
      answers = Map.copyOf(answers);
      wrong = List.copyOf(wrong);
    }
  }

  /** Takes it to its end, or to its limit. What it has started is still there: close it. */
  public Outcome run() throws IOException, InterruptedException, SQLException {
    var workshop = new Workshop(folder.resolve("workshop"));
    var database = open.kept(EmbeddedDatabase.start(folder.resolve("database")));
    var cloud = open.kept(SoakCloud.start(house, folder, workshop, SUBSCRIPTIONS));
    BusTrust.adopt(Path.of(cloud.door().text("ca_file")));
    var hands =
        open.kept(
            new Hands(
                new SecretValue(cloud.door().text("service_bus_connection_string")),
                SoakCloud.TOPIC,
                SUBSCRIPTIONS));
    var books = open.kept(new Books(database.address()));
    Map<String, String> environment = cloud.environment(plan.capacity());
    environment.put("POSTGRES_URL", database.address().url());
    environment.put("POSTGRES_USER", database.address().user());
    for (String name : List.of("one", "two")) {
      replicas.add(open.kept(new Replica(house, folder, name, environment, chance)));
    }
    var weather = new Weather(cloud.door(), chance);
    weather.stop();
    boolean over = weather(weather, cloud, workshop, hands, books);
    var evidence =
        new Evidence(
            letters,
            workshop.marks(),
            cloud.asked(),
            books.rows(),
            books.journal(),
            List.copyOf(doubles),
            cloud.groups().stream().map(group -> group.name() + " of " + group.key()).toList());
    var wrong = new ArrayList<>(Judge.wrong(evidence));
    if (!over) {
      wrong.addFirst("it comes to no end within " + plan.limit());
    }
    return new Outcome(
        letters.size(),
        settled.size(),
        evidence.rows().size(),
        kills,
        freezes,
        answers(evidence.asked()),
        wrong);
  }

  private static Map<String, Integer> answers(List<Asked> asked) {
    var answers = new HashMap<String, Integer>();
    asked.forEach(one -> answers.merge(one.method() + " " + one.status(), 1, Integer::sum));
    return answers;
  }

  /** All that happens; whether it came to its end. */
  private boolean weather(
      Weather weather, SoakCloud cloud, Workshop workshop, Hands hands, Books books)
      throws IOException, InterruptedException, SQLException {
    long end = System.nanoTime() + plan.limit().toNanos();
    boolean calm = false;
    for (int tick = 0; System.nanoTime() < end; tick++) {
      send(cloud, weather);
      settle(workshop, hands);
      if (!calm && isSent() && settled.size() >= letters.size() * 3 / 4) {
        calm = true;
        weather.end();
        news.accept("everything is sent, and from now on nothing goes wrong");
      }
      for (Replica replica : replicas) {
        look(replica);
      }
      if (tick % TICKS_BETWEEN_LOOKS == 0) {
        look(cloud);
        if (!calm) {
          change(weather);
        }
      }
      if (tick % TICKS_BETWEEN_NEWS == 0) {
        news.accept(
            "%d of %d messages sent, %d done"
                .formatted(letters.size(), plan.messages(), settled.size()));
      }
      if (isSent() && tick % TICKS_BETWEEN_READINGS == 0 && isOver(cloud, books)) {
        return true;
      }
      Pauser.system().pause(TICK);
    }
    return false;
  }

  private void look(Replica replica) throws IOException {
    boolean calm = kills >= plan.kills();
    // When nobody is killed any more, one is enough.
    if (replica.isRunning() || !calm || replicas.stream().noneMatch(Replica::isRunning)) {
      // Between two kills there is work to be disturbed.
      boolean early = settled.size() < letters.size() * kills / (kills + 1) / 2;
      replica.step(calm || early).ifPresent(this::struck);
    }
  }

  private boolean isSent() {
    return letters.size() >= plan.messages();
  }

  private void struck(Replica.Blow blow) {
    switch (blow) {
      case KILLED -> {
        kills++;
        news.accept("kill %d".formatted(kills));
      }
      case FROZEN -> freezes++;
    }
  }

  /** As many parts as kills, and one more. */
  private void send(SoakCloud cloud, Weather weather) throws IOException {
    int due = (int) ((long) plan.messages() * (kills + 1) / (plan.kills() + 1));
    int wanted = Math.min(due, plan.messages()) - letters.size();
    if (wanted <= 0) {
      return;
    }
    int before = letters.size();
    for (int i = 0; i < wanted; i++) {
      letters.add(Letter.some(letters.size(), SUBSCRIPTIONS, chance));
    }
    cloud.send(letters.subList(before, letters.size()));
    if (kills > 0 && kills % PARTS_BETWEEN_STOPS == 0) {
      weather.stop();
    }
  }

  private void settle(Workshop workshop, Hands hands) throws IOException {
    workshop.news().stream()
        .filter(mark -> mark.what().equals("done"))
        .map(Mark::key)
        .filter(key -> !settled.contains(key))
        .forEach(unsettled::add);
    for (String key : List.copyOf(unsettled)) {
      if (hands.settle(key)) {
        unsettled.remove(key);
        settled.add(key);
        workshop.settled(key);
      }
    }
  }

  private void look(SoakCloud cloud) {
    try {
      var seen = new HashSet<String>();
      for (SoakCloud.Group group : cloud.groups()) {
        if (!seen.add(group.key())) {
          doubles.add(group.key());
        }
      }
    } catch (IOException e) {
      // A second later is soon enough, and the cloud's own record has everything.
      news.accept("nobody looked: " + e);
    }
  }

  private void change(Weather weather) {
    try {
      weather.change();
    } catch (IOException e) {
      news.accept("no faults ordered: " + e);
    }
  }

  private boolean isOver(SoakCloud cloud, Books books) throws IOException, SQLException {
    return books.areThere()
        && cloud.groups().isEmpty()
        && Ending.isReached(letters, settled, books.rows(), books.journal());
  }

  /** Ends all that it has started; also while it runs, by another thread. */
  @Override
  public void close() {
    open.close();
  }
}
