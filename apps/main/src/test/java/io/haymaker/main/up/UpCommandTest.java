package io.haymaker.main.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.haymaker.main.CommandFailure;
import io.haymaker.main.MainRunner;
import io.haymaker.main.MainRunner.Ended;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What makes no sense is one line and exit code 2, before anything is started. */
class UpCommandTest {
  @TempDir Path data;

  private Ended up(String... more) {
    String[] words = new String[more.length + 4];
    words[0] = "up";
    words[1] = "--emulator";
    words[2] = "--data";
    words[3] = data.resolve("d").toString();
    System.arraycopy(more, 0, words, 4, more.length);
    return MainRunner.run(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port 70000            | --port: 70000 is not between 0 and 65535",
        "--port http             | --port: 'http' is no whole number",
        "--bind [::x]            | --bind: '[::x]' is no address",
        "--no-auth --bind 0.0.0.0 | --no-auth: refused, because 0.0.0.0 can be reached",
      })
  void refusesWithOneLine(String options, String message) {
    Ended ended = up(options.strip().split(" +"));
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err().strip().lines()).hasSize(1);
    assertThat(ended.err()).contains(message.strip());
    assertThat(data.resolve("d")).doesNotExist();
  }

  @Test
  void theConfiguredAndTheDemosCloudExcludeEachOther() {
    assertThat(up("--config", "x.properties").err())
        .contains("--config and --emulator exclude each other");
  }

  @Test
  void aFirstKeyThatIsNoneIsRefusedByItsNameAndNotRepeated() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> UpCommand.preset(Map.of("HAYMAKER_ADMIN_KEY", "hush-hush")))
        .withMessageStartingWith("HAYMAKER_ADMIN_KEY: not a key: it must look like hm_")
        .satisfies(
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(2);
              assertThat(failure).message().doesNotContain("hush");
            });
    assertThat(UpCommand.preset(Map.of("HAYMAKER_ADMIN_KEY", " "))).isEmpty();
    assertThat(UpCommand.preset(Map.of())).isEmpty();
  }

  @Test
  void listensOnPort8000OfThisMachineUnlessToldOtherwise() {
    CommandLine.ParseResult words = new CommandLine(new UpCommand()).parseArgs();

    assertThat(words.commandSpec().findOption("--port").<String>getValue()).isEqualTo("8000");
    assertThat(words.commandSpec().findOption("--bind").<String>getValue()).isEqualTo("127.0.0.1");
    assertThat(words.commandSpec().findOption("--no-auth").<Boolean>getValue()).isFalse();
  }
}
