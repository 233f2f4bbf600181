package io.haymaker.main.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.main.MainRunner;
import io.haymaker.main.MainRunner.Ended;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is asked for reaches the choice; a choice that cannot be made ends before anything starts.
 */
class SelectionArgumentsTest {
  @TempDir Path data;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--strategy clever | --strategy: 'clever' is none of uniform, balanced",
        "--tag nobody-has-this | Requested: 5, Available: 0 with the tag 'nobody-has-this'",
        "--difficulty heroic | Requested: 5, Available: 0 of the difficulty 'heroic'",
        "--size large --strategy balanced | Not enough scenarios available. Requested: 30",
        "--tag=  | --tag: the text is missing",
        "--scenario compute-01-linux-vm-web-server --tag web | --scenario names them",
      })
  void whatCannotBeChosenIsOneLine(String options, String message) {
    Ended ended =
        MainRunner.run(
            Stream.concat(
                    Stream.of(
                        "demo",
                        "--scenarios",
                        "../../scenarios",
                        "--data",
                        data.resolve("d").toString()),
                    Stream.of(options.split(" +")))
                .toArray(String[]::new));

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err().strip().lines()).hasSize(1);
    assertThat(ended.err()).contains(message);
    assertThat(data.resolve("d")).doesNotExist();
  }
}
