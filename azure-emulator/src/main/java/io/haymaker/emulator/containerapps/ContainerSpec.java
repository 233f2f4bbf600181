package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.http.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The one container of a job's or an app's template. */
record ContainerSpec(
    String name,
    String image,
    List<String> arguments,
    List<Variable> variables,
    ReplicaSize size,
    List<ProbeSpec> probes) {

  private static final Pattern MEMORY = Pattern.compile("([0-9]+(?:\\.[0-9]{1,2})?)Gi");

  ContainerSpec {
    arguments = List.copyOf(arguments);
    variables = List.copyOf(variables);
    probes = List.copyOf(probes);
  }

  /** A variable of the container's environment. */
  sealed interface Variable {
    String name();

    record Plain(String name, String value) implements Variable {}

    record FromSecret(String name, String secret) implements Variable {}
  }

  /**
   * Reads a template, of a job or of one start.
   *
   * @throws io.haymaker.emulator.http.Refused (400) naming what is missing, wrong or not supported
   */
  static ContainerSpec of(JsonNode template) {
    if (!template.path("initContainers").isEmpty()) {
      throw AppErrors.notSupported("initContainers");
    }
    if (!template.path("volumes").isEmpty()) {
      throw AppErrors.notSupported("volumes");
    }
    JsonNode containers = template.path("containers");
    if (containers.isEmpty()) {
      throw AppErrors.invalid("The template has no containers.");
    }
    if (containers.size() > 1) {
      throw AppErrors.notSupported("more than one container in a template");
    }
    JsonNode container = containers.get(0);
    if (!container.path("command").isEmpty()) {
      throw AppErrors.notSupported("a command instead of the image's own; use args");
    }
    String name = required(container, "name");
    return new ContainerSpec(
        name,
        required(container, "image"),
        container.path("args").valueStream().map(JsonNode::asString).toList(),
        variables(container.path("env")),
        size(container.path("resources"), name),
        ProbeSpec.of(container));
  }

  private static String required(JsonNode container, String member) {
    return Json.string(container, member)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> AppErrors.invalid("A container needs a " + member + "."));
  }

  private static ReplicaSize size(JsonNode resources, String container) {
    JsonNode cpu = resources.path("cpu");
    Matcher memory = MEMORY.matcher(Json.string(resources, "memory").orElse(""));
    if (!cpu.isNumber()
        || cpu.decimalValue().signum() <= 0
        || cpu.decimalValue().stripTrailingZeros().scale() > 2) {
      throw AppErrors.invalid(
          "The container '"
              + container
              + "' needs resources.cpu, a number of cores with at most two decimals.");
    }
    if (!memory.matches()) {
      throw AppErrors.invalid(
          "The container '"
              + container
              + "' needs resources.memory, a text such as 0.5Gi or 64Gi.");
    }
    return new ReplicaSize(cpu.decimalValue(), new BigDecimal(memory.group(1)));
  }

  private static List<Variable> variables(JsonNode env) {
    List<Variable> variables = new ArrayList<>();
    for (JsonNode node : env) {
      String name =
          Json.string(node, "name")
              .filter(text -> !text.isEmpty() && text.indexOf('=') < 0 && text.indexOf(0) < 0)
              .orElseThrow(
                  () -> AppErrors.invalid("An environment variable needs a name without '='."));
      Optional<String> secret = Json.string(node, "secretRef");
      variables.add(
          secret.isPresent()
              ? new Variable.FromSecret(name, secret.get())
              : new Variable.Plain(name, Json.string(node, "value").orElse("")));
    }
    return variables;
  }
}
