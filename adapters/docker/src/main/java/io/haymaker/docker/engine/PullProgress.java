package io.haymaker.docker.engine;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ErrorDetail;
import io.haymaker.docker.EngineStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a pull goes on. Every change of a layer's state is told; how many of its bytes are
 * there comes many times a second and is not.
 */
final class PullProgress extends EngineStream<PullResponseItem> {
  private final Consumer<String> told;
  private String last = "";

  PullProgress(Consumer<String> told) {
    this.told = told;
  }

  @Override
  protected void take(PullResponseItem item) {
    @Nullable ErrorDetail error = item.getErrorDetail();
    if (error != null) {
      // The answer began well: the engine's own number for what went wrong comes too late.
      end(new DockerException(String.valueOf(error.getMessage()), 404));
      return;
    }
    String words = words(item);
    boolean isNew = !words.isEmpty() && !words.equals(last);
    last = words;
    if (isNew) {
      told.accept(words);
    }
  }

  private static String words(PullResponseItem item) {
    String status = item.getStatus() == null ? "" : item.getStatus();
    return item.getId() == null ? status : item.getId() + ": " + status;
  }
}
