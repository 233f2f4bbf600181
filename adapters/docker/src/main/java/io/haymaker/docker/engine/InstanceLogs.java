package io.haymaker.docker.engine;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.model.Frame;
import io.haymaker.core.engine.ContainerEngine.Reading;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.EngineAnswers;
import io.haymaker.docker.runtime.LogFollower;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** What containers wrote, of both their outputs. */
final class InstanceLogs {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final DockerEngine engine;

  InstanceLogs(DockerEngine engine) {
    this.engine = engine;
  }

  Outcome<String> last(InstanceId id, int tailLines) {
    return EngineAnswers.effect(
        () -> {
          var text = new ByteArrayOutputStream();
          try (var reader =
              new ResultCallback.Adapter<Frame>() {
                @Override
                public void onNext(Frame frame) {
                  text.writeBytes(frame.getPayload());
                }
              }) {
            outputs(engine.client().logContainerCmd(id.value()), tailLines).exec(reader);
            if (!reader.awaitCompletion(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
              throw new TimeoutException("the logs did not end in " + LONGEST);
            }
          }
          return text.toString(StandardCharsets.UTF_8);
        });
  }

  /** Begins to read on; that the engine refuses is seen as an end. */
  Outcome<Reading> follow(InstanceId id, int tailLines, Consumer<String> lines) {
    return EngineAnswers.effect(
        () ->
            outputs(engine.streams().logContainerCmd(id.value()), tailLines)
                .withFollowStream(true)
                .exec(new LogFollower(lines)));
  }

  private static LogContainerCmd outputs(LogContainerCmd command, int tailLines) {
    return command.withStdOut(true).withStdErr(true).withTail(Math.max(0, tailLines));
  }
}
