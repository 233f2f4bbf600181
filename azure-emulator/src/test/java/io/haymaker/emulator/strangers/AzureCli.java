package io.haymaker.emulator.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.EmulatorInfo;
import io.haymaker.emulator.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The unmodified Azure CLI, as one user with a configuration folder of their own. */
final class AzureCli {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Path python;
  private final Path configuration;
  private final Command command;

  AzureCli(Path programs, Path home, EmulatorInfo info) throws IOException {
    this.python = programs.resolve("python");
    this.configuration = Files.createDirectories(home.resolve("azure"));
    this.command =
        new Command(
            home,
            Map.of(
                "HOME", home.toString(),
                "AZURE_CONFIG_DIR", configuration.toString(),
                "REQUESTS_CA_BUNDLE", info.caFile().toString(),
                "AZURE_CORE_INSTANCE_DISCOVERY", "false",
                "AZURE_CORE_COLLECT_TELEMETRY", "false",
                "AZURE_CORE_NO_COLOR", "true",
                "AZURE_EXTENSION_USE_DYNAMIC_INSTALL", "no",
                // Whatever wants to leave this machine fails at once.
                "HTTPS_PROXY", "http://127.0.0.1:9",
                "NO_PROXY", "localhost,127.0.0.1"));
  }

  /** Takes over which clouds another user knows; their logins are not taken over. */
  void knowsTheCloudsOf(AzureCli other) throws IOException {
    for (String file : List.of("clouds.config", "config")) {
      Files.copy(other.configuration.resolve(file), configuration.resolve(file));
    }
  }

  /**
   * Runs a command.
   *
   * @param words the command line behind {@code az}, cut at blanks
   * @param exact more words, which may hold blanks
   */
  Command.Outcome run(String words, String... exact) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(python.toString(), "-m", "azure.cli"));
    all.addAll(List.of(words.split(" ", -1)));
    all.addAll(List.of(exact));
    return command.run(LIMIT, all);
  }

  /** Runs a command that must succeed; what it prints. */
  String does(String words, String... exact) throws IOException, InterruptedException {
    Command.Outcome outcome = run(words, exact);
    assertThat(outcome.exit()).as("az %s%n%s", words, outcome.err()).isZero();
    return outcome.out();
  }

  /** Runs a command that must succeed; what it prints, as JSON. */
  JsonNode shows(String words, String... exact) throws IOException, InterruptedException {
    return Json.parse(does(words, exact));
  }

  /** Runs a command that must fail with this exit code; the error that it prints. */
  String fails(int exit, String words, String... exact) throws IOException, InterruptedException {
    Command.Outcome outcome = run(words, exact);
    assertThat(outcome.exit())
        .as("az %s%n%s%n%s", words, outcome.out(), outcome.err())
        .isEqualTo(exit);
    return outcome.err();
  }

  /** Runs a command again and again until it prints this. */
  void comesToShow(String wanted, String words, String... exact)
      throws IOException, InterruptedException {
    String seen = does(words, exact);
    for (int more = 10; more > 0 && !seen.equals(wanted); more--) {
      seen = does(words, exact);
    }
    assertThat(seen).as("az %s", words).isEqualTo(wanted);
  }
}
