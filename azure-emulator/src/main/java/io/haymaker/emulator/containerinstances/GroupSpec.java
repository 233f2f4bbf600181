package io.haymaker.emulator.containerinstances;

import io.haymaker.emulator.http.Json;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A container group as a document asks for it. */
record GroupSpec(List<Demand> containers, RestartPolicy restart, List<String> subnets) {

  static final String TYPE = "Microsoft.ContainerInstance/containerGroups";

  private static final int MOST_CONTAINERS = 60;
  private static final BigDecimal MOST_CPU = BigDecimal.valueOf(31);
  private static final BigDecimal MOST_MEMORY = BigDecimal.valueOf(240);
  private static final List<String> NOT_SUPPORTED =
      List.of(
          "volumes",
          "initContainers",
          "diagnostics",
          "dnsConfig",
          "encryptionProperties",
          "extensions",
          "confidentialComputeProperties");

  GroupSpec {
    containers = List.copyOf(containers);
    subnets = List.copyOf(subnets);
  }

  /**
   * Reads the properties of a document.
   *
   * @throws io.haymaker.emulator.http.Refused (400) naming what is missing, wrong or not supported
   */
  static GroupSpec of(JsonNode properties) {
    for (String member : NOT_SUPPORTED) {
      if (!properties.path(member).isEmpty()) {
        throw GroupErrors.notSupported(member);
      }
    }
    requireWord(properties, "sku", "Standard");
    requireWord(properties, "priority", "Regular");
    if (Json.string(properties, "osType").isEmpty()) {
      throw GroupErrors.invalid("MissingOsType", "A container group needs an osType.");
    }
    requireWord(properties, "osType", "Linux");
    if (properties.path("ipAddress").has("dnsNameLabel")) {
      throw GroupErrors.notSupported("dnsNameLabel");
    }
    List<Demand> containers =
        StreamSupport.stream(properties.path("containers").spliterator(), false)
            .map(Demand::of)
            .toList();
    GroupSpec spec =
        new GroupSpec(
            containers,
            RestartPolicy.of(Json.string(properties, "restartPolicy")),
            StreamSupport.stream(properties.path("subnetIds").spliterator(), false)
                .map(subnet -> Json.string(subnet, "id").orElse(""))
                .toList());
    spec.check();
    return spec;
  }

  private static void requireWord(JsonNode properties, String member, String only) {
    Optional<String> word = Json.string(properties, member);
    if (word.isPresent() && !word.get().equalsIgnoreCase(only)) {
      throw GroupErrors.notSupported(member + " " + word.get());
    }
  }

  private void check() {
    if (containers.isEmpty() || containers.size() > MOST_CONTAINERS) {
      throw GroupErrors.invalid(
          "InvalidContainerCount",
          "A container group has 1 to "
              + MOST_CONTAINERS
              + " containers, not "
              + containers.size());
    }
    Set<String> names = new HashSet<>();
    for (Demand container : containers) {
      if (!names.add(container.name())) {
        throw GroupErrors.invalid(
            "DuplicateContainerName", "Two containers are named '" + container.name() + "'.");
      }
    }
    if (cpu().compareTo(MOST_CPU) > 0 || memory().compareTo(MOST_MEMORY) > 0) {
      throw GroupErrors.invalid(
          "InvalidResourceRequest",
          "A container group has at most "
              + MOST_CPU
              + " CPU and "
              + MOST_MEMORY
              + " GB of memory; asked for are "
              + cpu()
              + " CPU and "
              + memory()
              + " GB.");
    }
    if (subnets.size() > 1) {
      throw GroupErrors.invalid("InvalidSubnetIds", "A container group is in at most one subnet.");
    }
  }

  /** The cores of all its containers. */
  BigDecimal cpu() {
    return containers.stream().map(Demand::cpu).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The memory of all its containers, in GB. */
  BigDecimal memory() {
    return containers.stream().map(Demand::memory).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  Demand container(String name) {
    return containers.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  /** Whether what cannot be changed while a group lives is the same in both. */
  boolean hasTheFrameOf(GroupSpec other) {
    return restart == other.restart
        && subnets.toString().equalsIgnoreCase(other.subnets.toString())
        && containers.size() == other.containers.size()
        && containers.stream().allMatch(one -> other.containers.stream().anyMatch(one::hasSizeOf));
  }
}
