package io.haymaker.main.scaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.main.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Which of several scalers a command works with. */
class ScalerArgumentsTest {
  @TempDir private Path folder;
  private String file = "";

  @Command
  private static final class Any {
    @Mixin private ScalerArguments scalers = new ScalerArguments();
  }

  @BeforeEach
  void aFileWithTwoScalers() throws IOException {
    var lines = new ArrayList<String>();
    lines.add("AZURE_SUBSCRIPTION_ID=22222222-2222-4222-8222-222222222222");
    for (String name : List.of("a", "b")) {
      String scaler = "scaler." + name + ".";
      lines.add(scaler + "AZURE_RESOURCE_GROUP=group");
      lines.add(scaler + "ACI_IMAGE=registry.example/worker:1");
      lines.add(scaler + "ACI_NAME_PREFIX=worker-" + name);
      lines.add(scaler + "ACI_LOCATION=westus2");
      lines.add(scaler + "SB_TOPIC_NAME=topic-" + name);
      lines.add(
          scaler
              + "SB_CONNECTION_STR="
              + "Endpoint=sb://b.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=a2V5");
    }
    Path written = Files.write(folder.resolve("scalers.properties"), lines);
    Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
    file = written.toString();
  }

  private String chosen(String... more) {
    var words = new ArrayList<>(List.of("--config", file));
    words.addAll(List.of(more));
    var any = new Any();
    new CommandLine(any).parseArgs(words.toArray(String[]::new));
    return any.scalers.one(Clock.systemUTC()).name().value();
  }

  @Test
  void theOneThatIsNamedIsChosenWhereverItStands() {
    assertThat(chosen("--scaler", "a")).isEqualTo("a");
    assertThat(chosen("--scaler", "b")).isEqualTo("b");
  }

  @Test
  void aNameThatIsNoScalersIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> chosen("--scaler", "c"))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("--scaler: no scaler 'c'; there are: a, b");
  }

  @Test
  void whoNeedsOneAndFindsSeveralAsksForTheName() {
    assertThatThrownBy(() -> chosen())
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("--scaler: several are configured");
  }
}
