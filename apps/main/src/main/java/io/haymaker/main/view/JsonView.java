package io.haymaker.main.view;

import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.run.RunReport;
import io.haymaker.main.report.ReportFile;
import io.haymaker.scenario.ScenarioName;
import java.io.PrintStream;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Lines for programs: one object for each entry of the journal, {@code kind} {@code event},
 * and at the end one with the report, {@code kind} {@code report}. What is said beside the run goes
 * to the other stream.
 */
final class JsonView implements RunView {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final PrintStream out;
  private final PrintStream beside;
  private final boolean quiet;

  /**
   * @param quiet the report only
   */
  JsonView(PrintStream out, PrintStream beside, boolean quiet) {
    this.out = out;
    this.beside = beside;
    this.quiet = quiet;
  }

  @Override
  public void show(RunProgress progress) {
    if (!quiet) {
      progress.news().forEach(entry -> out.println(line(entry)));
      out.flush();
    }
  }

  private static String line(JournalEntry entry) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("kind", "event");
    json.put("event_id", entry.id().toString());
    json.put("timestamp", entry.at().toString());
    json.put("event_type", entry.type());
    json.put("severity", entry.severity().name().toLowerCase(Locale.ROOT));
    entry.run().ifPresent(run -> json.put("run_id", run.toString()));
    entry.scenario().map(ScenarioName::value).ifPresent(name -> json.put("scenario_name", name));
    entry.resource().map(ResourceId::value).ifPresent(id -> json.put("resource_id", id));
    json.put("message", entry.message());
    ObjectNode details = json.putObject("details");
    entry.details().forEach(details::put);
    return MAPPER.writeValueAsString(json);
  }

  @Override
  public void say(String line) {
    beside.println(line);
    beside.flush();
  }

  @Override
  public void end(RunReport report) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("kind", "report");
    json.set("report", MAPPER.readTree(ReportFile.json(report)));
    out.println(MAPPER.writeValueAsString(json));
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
