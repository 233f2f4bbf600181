package io.haymaker.main.emulated;

import io.haymaker.main.CommandFailure;
import io.haymaker.main.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;

/** The agents' "image" where containers are processes: a script that becomes the agent. */
final class AgentScript {
  /** In the registry of whatever emulator runs it. */
  static final String NAME = "haymaker-agent:0.1.0";

  private AgentScript() {}

  /**
   * @return the script, ready to run
   */
  static Path write(Path folder, Programs programs) {
    String command =
        programs.agent().stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    try {
      Files.createDirectories(folder);
      Path script = folder.resolve("agent.sh");
      Files.writeString(script, "#!/bin/sh\nexec " + command + "\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
      return script;
    } catch (IOException e) {
      throw CommandFailure.refused("%s cannot be written: %s".formatted(folder, e.getMessage()));
    }
  }
}
