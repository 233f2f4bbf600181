package io.haymaker.main.config;

import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.core.schedule.Cron;
import io.haymaker.core.schedule.ScheduleName;
import io.haymaker.core.schedule.Timetable;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.Durations;
import io.haymaker.scenario.ScenarioName;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the setting SCHEDULES, and finds everything that is wrong with it. */
final class SchedulesReader {
  static final String OFF = "off";

  /**
   * One for each region's working day, five hours or more apart whatever the clocks do: in UTC they
   * are at 1, 7, 12 or 13, and 18 or 19 o'clock. Four hours of work leave one to make and to tear
   * down before the next.
   */
  static final String REGIONS =
      "asia 0 9 * * * Asia/Singapore duration=4h"
          + "; middle-east 0 11 * * * Asia/Dubai duration=4h"
          + "; europe 0 14 * * * Europe/Berlin duration=4h"
          + "; us 0 14 * * * America/New_York duration=4h";

  static final Parser<List<ScheduleLine>> PARSER =
      new Parser<List<ScheduleLine>>(
              "'off', or schedules separated by ';' (see below)",
              text -> {
                var reader = new SchedulesReader(text);
                return reader.faults.isEmpty() ? Optional.of(reader.lines) : Optional.empty();
              })
          .shownAs(
              lines ->
                  lines.isEmpty()
                      ? OFF
                      : String.join("; ", lines.stream().map(ScheduleLine::text).toList()))
          .faultedBy(text -> List.copyOf(new SchedulesReader(text).faults));

  private static final int FIELDS = 5;
  private static final String FORM = "write NAME, the five cron fields, ZONE, then options";

  private final List<ScheduleLine> lines = new ArrayList<>();
  private final List<Parser.Fault> faults = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /** What the options of one schedule say. */
  private static final class Options {
    Optional<SimulationSize> size = Optional.empty();
    List<ScenarioName> scenarios = List.of();
    Optional<Duration> duration = Optional.empty();
    boolean mayOverlap;
  }

  private SchedulesReader(String text) {
    if (text.strip().toLowerCase(Locale.ROOT).equals(OFF)) {
      return;
    }
    Stream.of(text.split("[;\\r\\n]"))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .forEach(this::read);
    if (lines.isEmpty() && faults.isEmpty()) {
      fault("names no schedule", "write 'off' to have none");
    }
  }

  private void read(String text) {
    List<String> words = List.of(text.split("\\s+"));
    if (words.size() < FIELDS + 2) {
      fault("'%s' is no schedule".formatted(text), FORM);
      return;
    }
    int before = faults.size();
    String name = words.getFirst();
    if (!ScheduleName.isValid(name)) {
      fault(
          "'%s' is no name of a schedule".formatted(name),
          "write lower-case letters, digits and hyphens, 40 at most; " + FORM);
    } else if (!names.add(name)) {
      fault("schedule '%s' comes twice".formatted(name), "give one of them another name");
    }
    String fields = String.join(" ", words.subList(1, FIELDS + 1));
    Optional<Cron> cron = cron(name, fields);
    Optional<ZoneId> zone = zone(name, words.get(FIELDS + 1));
    Options options = options(name, words.subList(FIELDS + 2, words.size()));
    if (faults.size() == before) {
      lines.add(
          new ScheduleLine(
              new ScheduleName(name),
              new Timetable(cron.orElseThrow(), zone.orElseThrow()),
              options.size,
              options.scenarios,
              options.duration,
              options.mayOverlap));
    }
  }

  private Optional<Cron> cron(String name, String fields) {
    try {
      return Optional.of(Cron.of(fields));
    } catch (IllegalArgumentException e) {
      fault(
          "schedule '%s': '%s' is no cron expression: %s".formatted(name, fields, e.getMessage()),
          "write minute, hour, day of month, month, day of week, such as 30 9 * * 1-5");
      return Optional.empty();
    }
  }

  private Optional<ZoneId> zone(String name, String word) {
    if (ZoneId.getAvailableZoneIds().contains(word)) {
      return Optional.of(ZoneId.of(word));
    }
    String last = "/" + word.toLowerCase(Locale.ROOT);
    String nearest =
        ZoneId.getAvailableZoneIds().stream()
            .filter(known -> ("/" + known.toLowerCase(Locale.ROOT)).endsWith(last))
            .sorted()
            .findFirst()
            .map("did you mean %s?"::formatted)
            .orElse("write a zone such as Europe/Berlin or UTC after the five cron fields");
    fault("schedule '%s': '%s' is no time zone".formatted(name, word), nearest);
    return Optional.empty();
  }

  private Options options(String name, List<String> words) {
    var options = new Options();
    var seen = new HashSet<String>();
    for (String word : words) {
      int split = word.indexOf('=');
      String key = split < 0 ? word : word.substring(0, split);
      String value = split < 0 ? "" : word.substring(split + 1);
      boolean understood =
          seen.add(key)
              && switch (key) {
                case "size" -> {
                  options.size = SimulationSize.of(value);
                  yield options.size.isPresent();
                }
                case "scenarios" -> {
                  options.scenarios = scenarios(value);
                  yield !options.scenarios.isEmpty();
                }
                case "duration" -> {
                  options.duration = duration(value);
                  yield options.duration.isPresent();
                }
                case "overlap" -> {
                  options.mayOverlap = value.equals("yes");
                  yield value.equals("yes") || value.equals("no");
                }
                default -> false;
              };
      if (!understood) {
        fault(
            "schedule '%s': '%s' is no option".formatted(name, word),
            "each once: size=small|medium|large, or scenarios=NAME,NAME; duration=4h;"
                + " overlap=yes|no");
      }
    }
    if (options.size.isPresent() && !options.scenarios.isEmpty()) {
      fault(
          "schedule '%s': size and scenarios exclude each other".formatted(name),
          "give one of them");
    }
    return options;
  }

  private static List<ScenarioName> scenarios(String value) {
    List<String> all = List.of(value.split(",", -1));
    boolean valid =
        all.stream().allMatch(ScenarioName::isValid)
            && all.stream().distinct().count() == all.size();
    return valid ? all.stream().map(ScenarioName::new).toList() : List.of();
  }

  private static Optional<Duration> duration(String value) {
    try {
      return Optional.of(Durations.positive("", value));
    } catch (CommandFailure wrong) {
      return Optional.empty();
    }
  }

  private void fault(String what, String whatToDo) {
    faults.add(new Parser.Fault(what, whatToDo));
  }
}
