package io.haymaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainArgumentsTest {
  private static final Path HOME = Path.of("/home/somebody");

  @Test
  void nothingMeansAnyPortAndTheUsualFolder() throws Exception {
    MainArguments none = MainArguments.parse(new String[0], HOME);

    assertThat(none.port()).isZero();
    assertThat(none.data()).isEqualTo(HOME.resolve(".haymaker/emulator"));
    assertThat(none.json()).isFalse();
    assertThat(none.idleExit()).isEmpty();
  }

  @Test
  void everythingIsRead() throws Exception {
    MainArguments all =
        MainArguments.parse(
            "--port 8443 --data /tmp/x --json --image r.io/a:1=/bin/a=b --idle-exit 10m"
                .split(" ", -1),
            HOME);

    assertThat(all.port()).isEqualTo(8443);
    assertThat(all.json()).isTrue();
    assertThat(all.images()).containsEntry("r.io/a:1", List.of("/bin/a=b"));
    assertThat(all.idleExit()).contains(Duration.ofMinutes(10));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port",
        "--port -1",
        "--port 70000",
        "--port x",
        "--nonsense",
        "--image a",
        "--idle-exit 0s",
        "--idle-exit soon",
        "--data /proc/version"
      })
  void whatMakesNoSenseIsRefused(String line) {
    assertThatThrownBy(() -> MainArguments.parse(line.split(" ", -1), HOME))
        .isInstanceOf(MainArguments.UsageException.class);
  }
}
