package io.haymaker.emulator.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient;
import io.haymaker.emulator.Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the README do what it says, word for word. */
class ReadmeIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path home;

  @Test
  void theExampleForTheAzureCliMakesAGroup() throws Exception {
    Path programs = InstalledClients.programs("cli");
    try (Emulator emulator = emulator()) {
      Command.Outcome outcome =
          command(programs).run(LIMIT, List.of("bash", "-e", "-c", block("bash")));

      assertThat(outcome.exit()).as(outcome.out() + "\n" + outcome.err()).isZero();
      String group = "/subscriptions/" + emulator.info().subscriptionId() + "/resourceGroups/mine";
      assertThat(CloudClient.administrator(emulator.info()).get(group).status()).isEqualTo(200);
    }
  }

  @Test
  void theExampleForPythonListsTheGroups() throws Exception {
    Path programs = InstalledClients.programs("sdk");
    try (Emulator emulator = emulator()) {
      Command.Outcome outcome =
          command(programs)
              .run(LIMIT, List.of(programs.resolve("python").toString(), "-c", block("python")));

      assertThat(outcome.exit()).as(outcome.out() + "\n" + outcome.err()).isZero();
      assertThat(outcome.out()).as("at %s", emulator.info()).isEqualTo("['haymaker-emulator']");
    }
  }

  /** Where the emulator is found without {@code --data}. */
  private Emulator emulator() throws IOException {
    Path data = home.resolve(".haymaker").resolve("emulator");
    Files.createDirectories(data);
    return StrangersCloud.start(data);
  }

  private Command command(Path programs) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", home.toString());
    environment.put("PATH", programs + ":" + System.getenv("PATH"));
    return new Command(home, environment);
  }

  private static String block(String language) throws IOException {
    Matcher fenced =
        Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")));
    assertThat(fenced.find()).as("a block of " + language).isTrue();
    return fenced.group(1);
  }
}
