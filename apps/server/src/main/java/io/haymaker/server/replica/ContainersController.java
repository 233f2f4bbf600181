package io.haymaker.server.replica;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.replica.ContainerService;
import io.haymaker.core.replica.LimitTexts;
import io.haymaker.core.replica.Removed;
import io.haymaker.server.ServerWorld;
import io.haymaker.server.wire.ApiFailure;
import io.haymaker.server.wire.JsonBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Containers are asked for, stopped, deleted, resized, adopted and listed. */
@Tag(name = "containers")
@RestController
public class ContainersController {
  private final ServerWorld world;

  ContainersController(ServerWorld world) {
    this.world = world;
  }

  private ContainerService service() {
    return world.managed().service();
  }

  /** What is asked for of an image. */
  public record StartAsked(
      @Schema(description = "as it is pulled; may stand in resources instead")
          @Nullable String image,
      @Schema(description = "counts where image is not given") @Nullable String imageUrl,
      @Schema(description = "how many are to run, 1") @Nullable Integer count,
      @Schema(description = "autoscaling goes no lower, 1") @Nullable Integer minReplicas,
      @Schema(description = "autoscaling goes no higher, 5") @Nullable Integer maxReplicas,
      @Nullable ResourcesAsked resources,
      @Nullable Map<String, String> env,
      @Schema(
              description =
                  "host ports by port of the container, 0 for any that is free; or a list of"
                      + " {container, host}")
          @Nullable Object ports,
      @Schema(
              description =
                  "whether each has no capability, a root that cannot be written, no root user and"
                      + " a network that leads nowhere, so that it publishes no ports; false")
          @Nullable Boolean strict) {}

  /** What each may use; the forms with {@code _limit} mean the same. */
  public record ResourcesAsked(
      @Schema(description = "cores: 0.5, 500m, 1") @Nullable String cpu,
      @Schema(description = "bytes: 512m, 1g, 512Mi, 1Gi") @Nullable String memory,
      @Schema(description = "compared with the host's, and not enforced") @Nullable String disk,
      @Nullable String cpuLimit,
      @Nullable String memoryLimit,
      @Nullable String diskLimit) {}

  /** What more is asked for. */
  public record MoreAsked(
      @Schema(description = "how many more, 1") @Nullable Integer count,
      @Nullable ResourcesAsked resources,
      @Nullable Map<String, String> env,
      @Nullable Object ports,
      @Schema(description = "as for /start/container; must be what those have that run")
          @Nullable Boolean strict) {}

  /** Which one is meant. */
  public record InstanceAsked(
      @Schema(
              name = "instanceId",
              description = "its id, a beginning of it that no other has, or its name")
          String instanceId) {}

  /** What each container of an image may use; what is not given stays. */
  public record LimitsAsked(
      @Nullable String cpuLimit, @Nullable String memoryLimit, @Nullable String diskLimit) {}

  /** The whole id of the container that was stopped. */
  public record Stopped(String stopped) {}

  /**
   * @param deleted true
   */
  public record Deleted(boolean deleted, String containerId, String name) {}

  /** The whole id of the container that was deleted. */
  public record DeletedOfImage(String deleted) {}

  @GetMapping("/images")
  @Operation(summary = "The images of which containers are wanted, and how many there are.")
  ContainerAnswers.Images images() {
    return new ContainerAnswers.Images(
        Replies.value(service().images()).stream().map(ContainerAnswers.ImageAnswer::of).toList());
  }

  @GetMapping("/containers")
  @Operation(summary = "Every managed container.")
  ContainerAnswers.Containers containers() {
    var all =
        Replies.value(service().containers()).stream()
            .map(ContainerAnswers.ContainerAnswer::of)
            .toList();
    return new ContainerAnswers.Containers(all, all.size());
  }

  @PostMapping("/start/container")
  @Operation(
      summary = "Has so many containers of an image run, now and from now on.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = StartAsked.class))))
  ContainerAnswers.StartAnswer start(JsonBody body) {
    return ContainerAnswers.StartAnswer.of(
        Replies.value(service().start(ContainerRequests.start(body))));
  }

  @PostMapping("/containers/{image}/start")
  @Operation(
      summary = "Has so many more containers of an image run.",
      requestBody =
          @RequestBody(content = @Content(schema = @Schema(implementation = MoreAsked.class))))
  ContainerAnswers.MoreAnswer startMore(@PathVariable String image, Optional<JsonBody> body) {
    return ContainerAnswers.MoreAnswer.of(
        Replies.valueOfImage(service().startMore(ContainerRequests.more(image, body))));
  }

  @PostMapping("/containers/{image}/stop")
  @Operation(
      summary = "Stops a container for good; one fewer is wanted.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = InstanceAsked.class))))
  Stopped stop(@PathVariable String image, JsonBody body) {
    Instance stopped =
        Replies.valueOfImage(service().stop(image, ContainerRequests.instance(body)));
    return new Stopped(stopped.id().value());
  }

  @GetMapping("/containers/{image}/instances")
  @Operation(summary = "The containers of an image.")
  ContainerAnswers.Instances instances(@PathVariable String image) {
    return new ContainerAnswers.Instances(
        Replies.valueOfImage(service().instances(image)).stream()
            .map(ContainerAnswers.InstanceAnswer::of)
            .toList());
  }

  @DeleteMapping("/containers/{name}")
  @Operation(
      summary =
          "Deletes a container; one fewer is wanted. Without a body the path is its id or name,"
              + " with one an image.",
      requestBody =
          @RequestBody(content = @Content(schema = @Schema(implementation = InstanceAsked.class))))
  Object delete(
      @PathVariable String name,
      @RequestParam(defaultValue = "false") boolean force,
      Optional<JsonBody> body) {
    if (body.isPresent()) {
      String instance = ContainerRequests.instance(body.get());
      return new DeletedOfImage(
          Replies.valueOfImage(service().delete(name, instance, force)).id().value());
    }
    Removed removed = Replies.value(service().delete(name, force));
    return new Deleted(true, removed.id().value(), removed.name());
  }

  @PutMapping("/containers/{image}/resources")
  @Operation(
      summary = "Changes what every container of an image may use, without beginning any again.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = LimitsAsked.class))))
  ContainerAnswers.LimitsAnswer resize(@PathVariable String image, JsonBody body) {
    LimitTexts limits = ContainerRequests.limits(body);
    if (limits.equals(LimitTexts.NONE)) {
      throw ApiFailure.body("give cpu_limit, memory_limit or disk_limit");
    }
    return ContainerAnswers.LimitsAnswer.of(Replies.valueOfImage(service().resize(image, limits)));
  }

  @PostMapping("/containers/instances/{id}/adopt")
  @Operation(summary = "Makes an older manager's container ours; it is interrupted.")
  ContainerAnswers.InstanceAnswer adopt(@PathVariable String id) {
    Instance adopted = Replies.value(service().adopt(id));
    return ContainerAnswers.InstanceAnswer.of(
        Replies.value(service().instance(adopted.id().value())));
  }
}
