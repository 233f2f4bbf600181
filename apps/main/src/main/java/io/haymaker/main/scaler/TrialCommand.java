package io.haymaker.main.scaler;

import io.haymaker.azure.AzureCloud;
import io.haymaker.azure.event.BusTrust;
import io.haymaker.core.retry.Pauser;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.ExitCode;
import io.haymaker.main.Logging;
import io.haymaker.main.trial.CloudGround;
import io.haymaker.main.trial.Trial;
import io.haymaker.main.trial.TrialMessage;
import io.haymaker.main.trial.TrialPlan;
import io.haymaker.main.wiring.ScalerPlace;
import io.haymaker.main.wiring.ScalerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Tries a scaler out from end to end. */
@Command(
    name = "e2e",
    mixinStandardHelpOptions = true,
    description = {
      "Sends real messages to a scaler's topic and watches in the cloud what comes of",
      "them: a container for each, with the memory that its file needs, its end and its",
      "deletion. The scaler itself must be at work elsewhere: 'haymaker up', or",
      "'run-once' again and again.",
      "Exit codes: 0 all went well, 1 something did not, 2 bad input."
    })
final class TrialCommand implements Callable<Integer> {
  private static final String TIMEOUT = "--e2e-timeout-seconds";
  private static final String MESSAGE = "TEST_MESSAGE_JSON_PATH";
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  @Mixin private ScalerArguments scalers = new ScalerArguments();

  @Option(
      names = TrialPlan.SIZES,
      paramLabel = "MB[,MB...]",
      defaultValue = "10,100,500",
      description = "a message for each of these sizes of file (default ${DEFAULT-VALUE})")
  private String sizes = "";

  @Option(
      names = TrialPlan.SUBSCRIPTIONS,
      paramLabel = "NAME[,NAME...]",
      description =
          "where each gets its container: one subscription for all sizes, or one for each; any"
              + " subscription unless this is given")
  private @Nullable String subscriptions;

  @Option(
      names = TIMEOUT,
      paramLabel = "SECONDS",
      defaultValue = "900",
      description = "after which it is given up (default ${DEFAULT-VALUE})")
  private long timeoutSeconds;

  @Option(
      names = "--e2e-message",
      paramLabel = "FILE",
      defaultValue = "${env:" + MESSAGE + ":-tests/data/integration_message.json}",
      description = "the body of every message, in JSON; else " + MESSAGE + " names it")
  private Path message = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Logging.off();
    List<TrialMessage> messages =
        TrialPlan.messages(
            "e2e-" + UUID.randomUUID().toString().substring(0, 8),
            sizes,
            Optional.ofNullable(subscriptions));
    if (timeoutSeconds < 1) {
      throw CommandFailure.usage(TIMEOUT + ": must be 1 or more, is " + timeoutSeconds);
    }
    String body = body();
    Clock clock = Clock.systemUTC();
    ScalerSettings settings = scalers.one(clock);
    if (!(settings.place() instanceof ScalerPlace.Instances(var where))) {
      throw CommandFailure.usage("e2e: the scaler's containers do not run on Container Instances");
    }
    settings.azure().caFile().ifPresent(BusTrust::adopt);
    PrintWriter out = spec.commandLine().getOut();
    try (var ground =
        new CloudGround(
            new AzureCloud(settings.azure(), clock),
            settings.queue(),
            where,
            settings.containers().prefix(),
            body)) {
      List<String> faults =
          new Trial(ground, settings.sizing(), clock, Pauser.system(), BETWEEN, out::println)
              .run(messages, Duration.ofSeconds(timeoutSeconds));
      faults.forEach(fault -> out.println("WRONG: " + fault));
      out.println(faults.isEmpty() ? "all went well" : faults.size() + " things went wrong");
      out.flush();
      return faults.isEmpty() ? ExitCode.CLEAN : ExitCode.FAILED;
    }
  }

  private String body() {
    try {
      String text = Files.readString(message);
      if (new JsonMapper().readTree(text).isObject()) {
        return text;
      }
      throw CommandFailure.usage("%s: %s holds no JSON object".formatted(MESSAGE, message));
    } catch (IOException e) {
      throw CommandFailure.usage("%s: cannot read %s".formatted(MESSAGE, message));
    } catch (JacksonException e) {
      throw CommandFailure.usage("%s: %s is no JSON".formatted(MESSAGE, message));
    }
  }
}
