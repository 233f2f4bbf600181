package io.haymaker.main.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.scenario.Selection;
import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.core.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What SCHEDULES says, and everything that is wrong with it. */
class SchedulesReaderTest {
  private static List<Schedule> read(String text) {
    return Sample.local().with("SCHEDULES", text).configuration().schedules();
  }

  @Test
  void withoutTheSettingThereIsOneForEachRegion() {
    assertThat(Sample.local().configuration().schedules())
        .extracting(schedule -> schedule.name() + " " + schedule.timetable().text())
        .containsExactly(
            "asia 0 9 * * * Asia/Singapore",
            "middle-east 0 11 * * * Asia/Dubai",
            "europe 0 14 * * * Europe/Berlin",
            "us 0 14 * * * America/New_York");
    assertThat(Sample.local().configuration().schedules())
        .allSatisfy(schedule -> assertThat(schedule.mayOverlap()).isFalse());
  }

  @Test
  void theyCanBeSwitchedOff() {
    assertThat(read("off")).isEmpty();
    assertThat(read(" OFF ")).isEmpty();
  }

  @Test
  void whatAScheduleLeavesOutIsWhatEveryRunIs() {
    List<Schedule> schedules =
        Sample.local()
            .with("SIMULATION_SIZE", "medium")
            .with("RUN_DURATION", "2h")
            .with(
                "SCHEDULES", "a 0 9 * * * UTC; b 0 9 * * * UTC size=large duration=3h overlap=yes")
            .configuration()
            .schedules();
    assertThat(schedules.getFirst().selection())
        .isEqualTo(new Selection.Sized(SimulationSize.MEDIUM));
    assertThat(schedules.getFirst().duration()).isEqualTo(Duration.ofHours(2));
    assertThat(schedules.getLast().selection())
        .isEqualTo(new Selection.Sized(SimulationSize.LARGE));
    assertThat(schedules.getLast().duration()).isEqualTo(Duration.ofHours(3));
    assertThat(schedules.getLast().mayOverlap()).isTrue();
  }

  @Test
  void scenariosCanBeNamedAndLinesCanEndEntries() {
    List<Schedule> schedules = read("a 0 9 * * * UTC scenarios=one,two;\n b 5 9 * * mon UTC;");
    assertThat(schedules).hasSize(2);
    assertThat(schedules.getFirst().selection())
        .isInstanceOfSatisfying(
            Selection.Named.class,
            named ->
                assertThat(named.scenarios()).extracting("value").containsExactly("one", "two"));
  }

  @Test
  void whatIsShownCanBeReadAgain() {
    String text =
        "a 0 9 * * * UTC size=large duration=1h30m overlap=yes"
            + "; b 0 9 * * 1-5 Europe/Berlin scenarios=one,two";
    Values values = Sample.local().with("SCHEDULES", text).resolve().values();
    String shown = values.shown(RunKeys.SCHEDULES).orElseThrow();
    assertThat(read(shown)).isEqualTo(read(text));
    assertThat(Sample.local().with("SCHEDULES", "off").resolve().values().shown(RunKeys.SCHEDULES))
        .contains("off");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a 99 9 * * * UTC | schedule 'a': '99 9 * * *' is no cron expression | 30 9 * * 1-5",
        "a 0 0 30 2 * UTC | There is no such day | 30 9 * * 1-5",
        "a 0 9 * * * Berlin | 'Berlin' is no time zone | did you mean Europe/Berlin?",
        "a 0 9 * * * europe/berlin | 'europe/berlin' is no time zone | Europe/Berlin?",
        "a 0 9 * * * Mars | 'Mars' is no time zone | such as Europe/Berlin or UTC",
        "a 0 9 * * * | 'a 0 9 * * *' is no schedule | NAME, the five cron fields, ZONE",
        "A 0 9 * * * UTC | 'A' is no name | lower-case",
        "a 0 9 * * * UTC; a 0 8 * * * UTC | 'a' comes twice | another name",
        "a 0 9 * * * UTC size=huge | 'size=huge' is no option | size=small|medium|large",
        "a 0 9 * * * UTC duration=0s | 'duration=0s' is no option | duration=4h",
        "a 0 9 * * * UTC overlap=maybe | 'overlap=maybe' is no option | overlap=yes|no",
        "a 0 9 * * * UTC scenarios=x,x | 'scenarios=x,x' is no option | scenarios=",
        "a 0 9 * * * UTC jitter=1h | 'jitter=1h' is no option | each once",
        "a 0 9 * * * UTC size=small size=small | 'size=small' is no option | each once",
        "a 0 9 * * * UTC size=small scenarios=x | exclude each other | one of them",
        "; | names no schedule | off"
      })
  void eachMistakeIsNamedWithItsFix(String text, String what, String fix) {
    assertThat(Sample.local().with("SCHEDULES", text).problems())
        .singleElement()
        .asString()
        .startsWith("SCHEDULES: ")
        .contains(what)
        .contains(fix);
  }

  @Test
  void allMistakesAreListedAtOnceWithThoseOfOtherSettings() {
    assertThat(
            Sample.local()
                .without("LOCATION")
                .with("SCHEDULES", "a 61 9 * * * Nowhere; b 0 25 * * * UTC size=no")
                .problems())
        .hasSize(5)
        .anySatisfy(line -> assertThat(line).startsWith("LOCATION: "))
        .anySatisfy(line -> assertThat(line).contains("'61 9 * * *'"))
        .anySatisfy(line -> assertThat(line).contains("'Nowhere'"))
        .anySatisfy(line -> assertThat(line).contains("'0 25 * * *'"))
        .anySatisfy(line -> assertThat(line).contains("'size=no'"));
  }

  @Test
  void aScheduleThatOutlastsItsContainersIsAMistakeUnlessNobodyChoseIt() {
    Sample brief = Sample.local().with("RUN_DURATION", "1h").with("CONTAINER_TIMEOUT", "2h");
    assertThat(brief.problems()).isEmpty();
    assertThat(brief.with("SCHEDULES", "a 0 9 * * * UTC duration=2h").problems())
        .singleElement()
        .asString()
        .startsWith("SCHEDULES: schedule 'a'")
        .contains("CONTAINER_TIMEOUT");
  }

  @Test
  void aCloudWithSettingsOfItsOwnTakesThemFromTheEnvironment() {
    assertThat(ConfigReader.schedules(Map.of("SCHEDULES", "x 0 9 * * * UTC"))).hasSize(1);
    assertThat(ConfigReader.schedules(Map.of())).hasSize(4);
  }
}
