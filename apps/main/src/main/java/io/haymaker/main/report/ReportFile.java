package io.haymaker.main.report;

import io.haymaker.core.cleanup.CleanupReport;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.RunReport;
import io.haymaker.main.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Writes a run's report as JSON: snake_case, ISO 8601, absent values as null. */
public final class ReportFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addModule(
              new SimpleModule()
                  .addSerializer(RunId.class, text())
                  .addSerializer(
                      CleanupReport.Status.class,
                      new ValueSerializer<>() {
                        @Override
                        public void serialize(
                            CleanupReport.Status status,
                            JsonGenerator json,
                            SerializationContext context) {
                          json.writeString(status.wireName());
                        }
                      }))
          .build();

  private ReportFile() {}

  public static String json(RunReport report) {
    return MAPPER.writeValueAsString(report);
  }

  /**
   * Writes the file whole or not at all.
   *
   * @throws CommandFailure when it cannot be written
   */
  public static void write(Path file, RunReport report) {
    try {
      Path whole = file.toAbsolutePath();
      Path part = whole.resolveSibling(whole.getFileName() + ".part");
      Files.writeString(part, json(report) + "\n");
      Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw CommandFailure.refused("--report: %s cannot be written: %s".formatted(file, e));
    }
  }

  private static <T> ValueSerializer<T> text() {
    return new ValueSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator json, SerializationContext context) {
        json.writeString(value.toString());
      }
    };
  }
}
