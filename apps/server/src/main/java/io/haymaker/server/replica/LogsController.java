package io.haymaker.server.replica;

import io.haymaker.core.replica.ContainerService;
import io.haymaker.server.ServerWorld;
import io.haymaker.server.wire.ApiFailure;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What containers write. */
@Tag(name = "containers")
@RestController
public class LogsController implements SmartLifecycle {
  private static final int MOST_LINES = 10_000;

  private final ServerWorld world;
  private volatile boolean open = true;

  LogsController(ServerWorld world) {
    this.world = world;
  }

  @GetMapping("/containers/instances/{id}/logs")
  @Operation(summary = "The last lines that a container wrote; with follow, all further ones too.")
  void logs(
      @PathVariable String id,
      @RequestParam(defaultValue = "100") int tail,
      @RequestParam(defaultValue = "false") boolean follow,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    if (tail < 0 || tail > MOST_LINES) {
      throw ApiFailure.parameter("query", "tail", "must be from 0 to " + MOST_LINES);
    }
    ContainerService service = world.managed().service();
    if (!follow) {
      byte[] text = Replies.value(service.logs(id, tail)).getBytes(StandardCharsets.UTF_8);
      begin(response);
      response.getOutputStream().write(text);
      return;
    }
    try (var lines = new LogLines()) {
      lines.readFrom(Replies.value(service.follow(id, tail, lines)));
      begin(response);
      response.flushBuffer();
      lines.writeTo(response.getOutputStream(), () -> open);
    }
  }

  private static void begin(HttpServletResponse response) {
    response.setContentType("text/plain");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
  }

  /** Nothing to start; it is here to end what is being followed before the server waits for it. */
  @Override
  public void start() {}

  @Override
  public void stop() {
    open = false;
  }

  @Override
  public boolean isRunning() {
    return open;
  }
}
