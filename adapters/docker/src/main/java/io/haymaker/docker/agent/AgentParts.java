package io.haymaker.docker.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Of what the image is made.
 *
 * @param javaHome a JDK with {@code jlink}
 * @param jar the agent's own, whose manifest names its libraries under {@code lib/}
 * @param libraries those
 * @param options the flags of its virtual machine, as a file
 * @param bash the shell of {@code bash} blocks; without it they are skipped
 * @param busybox a static one: the tools that a shell's scripts take for granted
 */
public record AgentParts(
    Path javaHome,
    Path jar,
    List<Path> libraries,
    Path options,
    Optional<Path> bash,
    Optional<Path> busybox) {
  public AgentParts {
    libraries = List.copyOf(libraries);
  }
}
