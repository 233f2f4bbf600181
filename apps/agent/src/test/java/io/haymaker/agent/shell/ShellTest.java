package io.haymaker.agent.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShellTest {

  @Test
  void aBlockSeesWhatEarlierOnesSetAndWhereTheyWent() throws Exception {
    try (Shell shell = shell(Duration.ofMinutes(1))) {
      assertThat(run(shell, "x=1; f() { echo \"f $1\"; }; mkdir sub; cd sub"))
          .isEqualTo(done(0, "\n"));
      assertThat(run(shell, "f $x$GIVEN; basename $PWD")).isEqualTo(done(0, "f 1given\nsub\n\n"));
    }
  }

  @Test
  void theFirstFailureIsTheBlocksExitCode() throws Exception {
    try (Shell shell = shell(Duration.ofMinutes(1))) {
      assertThat(run(shell, "(exit 7)\n(exit 3)\necho on")).isEqualTo(done(7, "on\n\n"));
      assertThat(run(shell, "if false; then :; fi; false || true")).isEqualTo(done(0, "\n"));
      assertThat(((ShellOutcome.Finished) run(shell, "if (")).exitCode()).isNotZero();
      assertThat(run(shell, "echo err >&2; cat")).isEqualTo(done(0, "err\n\n"));
    }
  }

  @Test
  void aBlockThatEndsTheShellGetsTheNextOneAFreshShell() throws Exception {
    try (Shell shell = shell(Duration.ofMinutes(1))) {
      assertThat(run(shell, "set -e; echo before; false; echo never"))
          .isEqualTo(new ShellOutcome.Ended("before\n"));
      assertThat(run(shell, "echo again")).isEqualTo(done(0, "again\n\n"));
    }
  }

  @Test
  void aBlockThatHangsIsKilledWithAllThatItStarted() throws Exception {
    try (Shell shell = shell(Duration.ofSeconds(4))) {
      assertThat(run(shell, "sleep 1000 & echo $!; wait"))
          .isInstanceOfSatisfying(
              ShellOutcome.TimedOut.class,
              outcome -> {
                long pid = Long.parseLong(outcome.output().strip());
                ProcessHandle.of(pid).ifPresent(handle -> handle.onExit().join());
              });
    }
  }

  @Test
  void longOutputKeepsItsBeginningAndEnd() throws Exception {
    try (Shell shell = shell(Duration.ofMinutes(1))) {
      String output = run(shell, "seq 1 100000").output();

      assertThat(output).startsWith("1\n2\n").contains("[...]").contains("\n100000\n");
      assertThat(output.length()).isLessThan(110_000);
    }
  }

  @Test
  void theWorkingFolderIsPrivateAndRemoved() throws Exception {
    Path folder;
    try (Shell shell = shell(Duration.ofMinutes(1))) {
      folder = Path.of(run(shell, "pwd; touch a; mkdir b; touch b/c").output().strip());
      assertThat(Files.getPosixFilePermissions(folder)).hasSize(3);
    }
    assertThat(folder).doesNotExist();
  }

  @Test
  void withoutAShellNothingIsRun() throws IOException, InterruptedException {
    try (Shell shell = new Shell("/no/shell", Map::of, Duration.ofSeconds(1), Clock.systemUTC())) {
      assertThat(run(shell, "true")).isEqualTo(new ShellOutcome.Missing());
    }
  }

  @Test
  void everyLineIsToldEvenWhenTheOutcomeLacksIt() throws Exception {
    try (Shell shell = shell(Duration.ofMinutes(1))) {
      var lines = new ArrayList<String>();
      ShellOutcome outcome = shell.run("seq 1 100000", lines::add);

      assertThat(outcome.output()).doesNotContain("\n50000\n");
      assertThat(lines).contains("50000").hasSizeGreaterThanOrEqualTo(100_000);
    }
  }

  @Test
  void loginsAreKeptInThePrivateFolder() throws Exception {
    try (Shell shell = shell(Duration.ofMinutes(1))) {
      assertThat(run(shell, "test \"$AZURE_CONFIG_DIR\" = \"$PWD/.azure\""))
          .isEqualTo(done(0, "\n"));
    }
  }

  private static ShellOutcome run(Shell shell, String block)
      throws IOException, InterruptedException {
    return shell.run(block, line -> {});
  }

  private static Shell shell(Duration timeout) {
    return new Shell("bash", () -> Map.of("GIVEN", "given"), timeout, Clock.systemUTC());
  }

  private static ShellOutcome done(int code, String output) {
    return new ShellOutcome.Finished(code, output);
  }
}
