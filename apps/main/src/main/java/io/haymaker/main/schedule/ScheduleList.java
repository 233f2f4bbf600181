package io.haymaker.main.schedule;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.Conclusion;
import io.haymaker.core.run.Run;
import io.haymaker.core.schedule.Schedule;
import io.haymaker.core.schedule.ScheduleName;
import io.haymaker.core.schedule.ScheduleRecord;
import io.haymaker.main.view.TextTable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The schedules as a table, and as JSON. Pure. */
final class ScheduleList {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int TIMES = 3;

  private final List<Schedule> schedules;
  private final Map<ScheduleName, ScheduleRecord> records;
  private final Function<RunId, Optional<Run>> runs;
  private final Instant now;

  ScheduleList(
      List<Schedule> schedules,
      Map<ScheduleName, ScheduleRecord> records,
      Function<RunId, Optional<Run>> runs,
      Instant now) {
    this.schedules = schedules;
    this.records = records;
    this.runs = runs;
    this.now = now;
  }

  /** A row for each of the next times; what is the same stands in the first one. */
  List<String> table() {
    if (schedules.isEmpty()) {
      return List.of("SCHEDULES is off: nothing begins by itself.");
    }
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("NAME", "CRON", "ZONE", "NEXT THERE", "NEXT IN UTC", "STATE", "LAST RUN"));
    for (Schedule schedule : schedules) {
      ZoneId zone = schedule.timetable().zone();
      List<Instant> next = schedule.timetable().next(now, TIMES);
      for (int i = 0; i < next.size(); i++) {
        boolean first = i == 0;
        rows.add(
            List.of(
                first ? schedule.name().value() : "",
                first ? schedule.timetable().cron().toString() : "",
                first ? zone.getId() : "",
                Times.at(next.get(i), zone),
                Times.at(next.get(i), ZoneOffset.UTC),
                first ? (isPaused(schedule) ? "paused" : "on") : "",
                first ? lastRun(schedule).map(ScheduleList::result).orElse("none") : ""));
      }
    }
    return TextTable.lines(rows);
  }

  String json() {
    ArrayNode all = MAPPER.createArrayNode();
    for (Schedule schedule : schedules) {
      ZoneId zone = schedule.timetable().zone();
      ObjectNode one = all.addObject();
      one.put("name", schedule.name().value());
      one.put("cron", schedule.timetable().cron().toString());
      one.put("zone", zone.getId());
      one.put("simulation_size", schedule.selection().wireName());
      one.put("duration", schedule.duration().toString());
      one.put("overlap", schedule.mayOverlap());
      one.put("paused", isPaused(schedule));
      ArrayNode next = one.putArray("next");
      schedule
          .timetable()
          .next(now, TIMES)
          .forEach(
              time ->
                  next.addObject().put("local", Times.iso(time, zone)).put("utc", time.toString()));
      lastRun(schedule)
          .ifPresentOrElse(
              run -> lastRun(one.putObject("last_run"), run), () -> one.putNull("last_run"));
    }
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  private static void lastRun(ObjectNode json, Run run) {
    json.put("run_id", run.id().toString());
    json.put("status", run.status());
    json.put("reason", reason(run).orElse(null));
    json.put("started_at", run.startedAt().toString());
    json.put("ended_at", run.endedAt().map(Instant::toString).orElse(null));
  }

  private static String result(Run run) {
    return "%s %s%s"
        .formatted(
            run.id(), run.status(), reason(run).map(reason -> " (" + reason + ")").orElse(""));
  }

  private static Optional<String> reason(Run run) {
    return run.conclusion().flatMap(Conclusion::failureReason).map(Conclusion.Reason::wireName);
  }

  private boolean isPaused(Schedule schedule) {
    return record(schedule).filter(ScheduleRecord::paused).isPresent();
  }

  private Optional<Run> lastRun(Schedule schedule) {
    return record(schedule).flatMap(ScheduleRecord::lastRun).flatMap(runs);
  }

  private Optional<ScheduleRecord> record(Schedule schedule) {
    return Optional.ofNullable(records.get(schedule.name()));
  }
}
