package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ProviderCall;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Response;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Starting and stopping jobs, and what can be read of their executions. */
final class JobActions {

  private static final int NAME_SUFFIX = 7;

  private final Cloud cloud;
  private final ResourceBook resources;
  private final WorkloadRules rules;
  private final WorkloadSecrets secrets;
  private final EnvironmentVariables variables;
  private final EnvironmentLoad load;
  private final ExecutionBook executions;
  private final JobRunner runner;
  private final SecureRandom random = new SecureRandom();

  JobActions(
      Cloud cloud,
      ResourceBook resources,
      WorkloadRules rules,
      WorkloadSecrets secrets,
      EnvironmentVariables variables,
      EnvironmentLoad load,
      ExecutionBook executions,
      JobRunner runner) {
    this.cloud = cloud;
    this.resources = resources;
    this.rules = rules;
    this.secrets = secrets;
    this.variables = variables;
    this.load = load;
    this.executions = executions;
    this.runner = runner;
  }

  /** Answers if the call is one of these. */
  Optional<Response> handle(ProviderCall call) {
    if (call.is("POST", "jobs", "*", "start")) {
      return Optional.of(start(call));
    }
    if (call.is("POST", "jobs", "*", "stop")) {
      return Optional.of(stopAll(job(call)));
    }
    if (call.is("POST", "jobs", "*", "listSecrets")) {
      ArmResource job = job(call);
      return Optional.of(
          Response.json(200, secrets.list(job.id(), job.properties().path("configuration"))));
    }
    if (call.is("GET", "jobs", "*", "executions")) {
      return Optional.of(Response.json(200, views(executions.ofJob(job(call).id()))));
    }
    if (call.is("GET", "jobs", "*", "executions", "*")) {
      return Optional.of(Response.json(200, execution(call).view()));
    }
    if (call.is("POST", "jobs", "*", "executions", "*", "stop")) {
      runner.stop(execution(call).name());
      return Optional.of(Response.empty(200));
    }
    return Optional.empty();
  }

  private Response start(ProviderCall call) {
    ObjectNode body = call.request().jsonOrEmpty();
    Execution started = cloud.store().atomically(() -> start(job(call), body));
    return Response.json(
        200,
        Json.object()
            .put("id", started.job().text() + "/executions/" + started.name())
            .put("name", started.name()));
  }

  /** A body replaces the whole template: what it does not name is not taken from the job. */
  private Execution start(ArmResource job, ObjectNode body) {
    if (cloud.clock().instant().isBefore(job.readyAt())) {
      throw new Refused(
          409,
          "ContainerAppOperationInProgress",
          "The job '" + job.id().name() + "' is still being written.");
    }
    JobDefinition definition = JobDefinition.of(job.properties());
    JsonNode template = body.isEmpty() ? definition.template() : body;
    ContainerSpec container = ContainerSpec.of(template);
    WorkloadProfile profile = rules.profile(definition.environment(), definition.profile());
    WorkloadRules.checkFits(container, profile);
    WorkloadRules.checkSecretNames(job.properties().path("configuration"), container);
    load.of(rules.environment(definition.environment()))
        .require(
            new Capacity.Load(profile.name(), container.size()), profile, cloud.settings().now());
    Execution execution =
        new Execution(
            newName(job.id().name()),
            job.id(),
            definition.environment().key(),
            profile.name(),
            container.size(),
            template,
            Execution.Status.PROCESSING,
            cloud.clock().instant(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return begin(execution, job, definition, container);
  }

  private Execution begin(
      Execution execution, ArmResource job, JobDefinition definition, ContainerSpec container) {
    executions.put(execution);
    Optional<List<String>> image = cloud.command(container.image());
    if (image.isEmpty()) {
      Execution.Reason reason =
          new Execution.Reason(
              "ImagePullFailure", "The image '" + container.image() + "' was not found.");
      executions.change(
          execution.name(),
          record ->
              record.ended(Execution.Status.FAILED, Optional.of(reason), cloud.clock().instant()));
      return execution;
    }
    List<String> command = new ArrayList<>(image.get());
    command.addAll(container.arguments());
    runner.launch(
        execution,
        command,
        definition.timeout(),
        definition.retries(),
        () -> variables.of(job, container));
    return execution;
  }

  private Response stopAll(ArmResource job) {
    List<Execution> live =
        executions.ofJob(job.id()).stream()
            .filter(execution -> execution.status().isLive())
            .toList();
    live.forEach(execution -> runner.stop(execution.name()));
    return Response.json(200, views(live));
  }

  private ArmResource job(ProviderCall call) {
    ResourceId id = call.resource(1);
    return resources
        .find(id)
        .filter(job -> job.goneAt().isEmpty())
        .orElseThrow(() -> AppErrors.notFound("job", id.text()));
  }

  private Execution execution(ProviderCall call) {
    String name = call.tail().get(3);
    return executions
        .find(job(call).id(), name)
        .orElseThrow(() -> AppErrors.notFound("job execution", name));
  }

  private static ObjectNode views(List<Execution> list) {
    ArrayNode value = Json.array();
    list.forEach(execution -> value.add(execution.view()));
    return Json.object().set("value", value);
  }

  private String newName(String job) {
    String name = job + "-" + RandomWord.of(random, NAME_SUFFIX);
    return executions.find(name).isPresent() ? newName(job) : name;
  }
}
