package io.haymaker.emulator.containerinstances;

import io.haymaker.emulator.http.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One container as a document asks for it.
 *
 * @param cpu cores
 * @param memory GB, to one decimal
 */
record Demand(
    String name, String image, BigDecimal cpu, BigDecimal memory, List<Variable> variables) {

  private static final Pattern NAME = Pattern.compile("(?!.*--)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final BigDecimal LEAST_CPU = new BigDecimal("0.01");
  private static final BigDecimal LEAST_MEMORY = new BigDecimal("0.1");
  private static final List<String> NOT_SUPPORTED =
      List.of("command", "volumeMounts", "livenessProbe", "readinessProbe", "securityContext");

  /**
   * A variable.
   *
   * @param value empty where it is secure: the vault has it
   */
  record Variable(String name, Optional<String> value) {}

  Demand {
    variables = List.copyOf(variables);
  }

  /**
   * Reads a container.
   *
   * @throws io.haymaker.emulator.http.Refused (400) naming what is missing, wrong or not supported
   */
  static Demand of(JsonNode container) {
    String name = Json.string(container, "name").orElse("");
    if (!NAME.matcher(name).matches()) {
      throw GroupErrors.invalid(
          "InvalidContainerName",
          "A container's name must be 1 to 63 lower-case letters, digits and single hyphens, with"
              + " no hyphen at either end; '"
              + name
              + "' is not.");
    }
    JsonNode properties = container.path("properties");
    for (String member : NOT_SUPPORTED) {
      if (!properties.path(member).isEmpty()) {
        throw GroupErrors.notSupported(member + " of containers");
      }
    }
    String image =
        Json.string(properties, "image")
            .filter(text -> !text.isBlank())
            .orElseThrow(
                () ->
                    GroupErrors.invalid(
                        "InvalidImageName", "The container '" + name + "' needs an image."));
    JsonNode requests = properties.path("resources").path("requests");
    if (!requests.path("gpu").isEmpty()) {
      throw GroupErrors.notSupported("gpu");
    }
    return new Demand(
        name,
        image,
        number(requests, "cpu", LEAST_CPU, name),
        memory(requests, name),
        variables(properties.path("environmentVariables"), name));
  }

  /** Whether both have one name and one size. */
  boolean hasSizeOf(Demand other) {
    return name.equals(other.name)
        && cpu.compareTo(other.cpu) == 0
        && memory.compareTo(other.memory) == 0;
  }

  private static BigDecimal memory(JsonNode requests, String name) {
    BigDecimal memory = number(requests, "memoryInGB", LEAST_MEMORY, name);
    if (memory.stripTrailingZeros().scale() > 1) {
      throw GroupErrors.invalid(
          "InvalidMemoryResourceRequest",
          "The memory of the container '" + name + "' must be in steps of 0.1 GB, is " + memory);
    }
    return memory;
  }

  private static BigDecimal number(
      JsonNode requests, String member, BigDecimal least, String name) {
    JsonNode value = requests.path(member);
    if (!value.isNumber()) {
      throw GroupErrors.invalid(
          "ResourceRequestsNotSpecified",
          "The container '" + name + "' needs resources.requests." + member + ", a number.");
    }
    if (value.decimalValue().compareTo(least) < 0) {
      throw GroupErrors.invalid(
          "InvalidResourceRequest",
          "The container '" + name + "' asks for " + member + " of less than " + least + ".");
    }
    return value.decimalValue();
  }

  private static List<Variable> variables(JsonNode nodes, String container) {
    List<Variable> variables = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode node : nodes) {
      String name = Json.string(node, "name").orElse("");
      boolean unfit = name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf(0) >= 0;
      if (unfit || !names.add(name)) {
        throw GroupErrors.invalid(
            "InvalidEnvironmentVariable",
            "The container '"
                + container
                + "' needs variables with names that are not empty, without '=', each once.");
      }
      variables.add(new Variable(name, Json.string(node, "value")));
    }
    return variables;
  }
}
