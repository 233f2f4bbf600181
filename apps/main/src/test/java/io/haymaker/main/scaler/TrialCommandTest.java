package io.haymaker.main.scaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What a trial sends unless it is told. */
class TrialCommandTest {
  private static final Path ROOT = Path.of("..", "..");

  @Test
  void theMessageIsTheOneThatShipsWithTheProgramUnlessTheEnvironmentNamesAnother() {
    assumeThat(System.getenv("TEST_MESSAGE_JSON_PATH")).isNull();
    var command = new CommandLine(new TrialCommand());

    command.parseArgs();

    assertThat(value(command, "--e2e-message"))
        .isEqualTo(Path.of("tests", "data", "integration_message.json"))
        .satisfies(message -> assertThat(ROOT.resolve((Path) message)).isRegularFile());
    assertThat(value(command, "--e2e-file-sizes")).isEqualTo("10,100,500");
    assertThat(value(command, "--e2e-timeout-seconds")).isEqualTo(900L);
  }

  private static Object value(CommandLine command, String option) {
    CommandSpec spec = command.getCommandSpec();
    return spec.findOption(option).getValue();
  }
}
