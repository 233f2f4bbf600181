package io.haymaker.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoggingTest {
  @TempDir Path folder;

  @AfterEach
  void end() {
    // Lets go of the file.
    Logging.off();
  }

  @Test
  void onDemandEveryLineIsAnObjectWithTheKeysThatWereGiven() throws IOException {
    Path file = folder.resolve("a").resolve("log");
    Logging.toFile(file, LogSettings.Format.JSON);
    LoggerFactory.getLogger("io.haymaker.test")
        .atWarn()
        .setCause(new IllegalStateException("of old"))
        .addKeyValue("run_id", "17")
        .log("a \"line\"\nand more");
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(1);
    JsonNode line = JsonMapper.shared().readTree(lines.getFirst());
    assertThat(line.path("level").asString()).isEqualTo("WARN");
    assertThat(line.path("formattedMessage").asString()).isEqualTo("a \"line\"\nand more");
    assertThat(line.path("kvpList").get(0).path("run_id").asString()).isEqualTo("17");
    assertThat(line.path("throwable").path("message").asString()).isEqualTo("of old");
  }

  @Test
  void otherwiseLinesAreForPeople() throws IOException {
    Path file = folder.resolve("log");
    Logging.toFile(file);
    LoggerFactory.getLogger("io.haymaker.test").info("well");
    assertThat(Files.readString(file)).contains(" INFO ").contains(" well ");
  }
}
